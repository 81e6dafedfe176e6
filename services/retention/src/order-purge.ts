import { type CategoryId, currentCharter, endOfTerm } from '@kstudio/charter';
import { fingerprintOf, type Tx } from '@kstudio/chassis';
import { newId, purgeOrdered } from '@kstudio/contracts';
import type { RetentionDeps } from './deps.ts';
import type { StepName } from './life.ts';
import type { Order, OwnerAnswer, Stage } from './orders.store.ts';
import type { Terms } from './terms.store.ts';

/** Everything of a client but invoices, which the law keeps ten years (law.accounting). */
export const wholeClient: readonly CategoryId[] = [
  'subscription',
  'users',
  'access',
  'contents',
  'browsing',
  'requests',
];

export interface Purge {
  categories: readonly CategoryId[];
  reason: Order['reason'];
  ownerAnswer: OwnerAnswer;
  /** The id that the end-of-term notice promised, where there was one. */
  certificateId?: string | null;
}

/** Orders a purge: in the ledger, then to the services that hold the client's data; the owner of its record comes last. */
export async function orderPurge(
  deps: Pick<RetentionDeps, 'orders' | 'ledger'>,
  tx: Tx,
  terms: Terms,
  purge: Purge,
): Promise<string> {
  const order: Order = {
    orderId: newId(),
    clientId: terms.clientId,
    clientFingerprint: fingerprintOf(terms.clientId),
    categories: [...purge.categories],
    reason: purge.reason,
    charterVersion: terms.charterInForce ?? terms.charterVersion ?? currentCharter.version,
    orderedAt: tx.now,
    certificateId: purge.certificateId ?? newId(),
    ownerAnswer: purge.ownerAnswer,
    stage: 'holders',
    version: 1,
    answers: [],
  };
  await deps.orders.create(tx, order);
  const { orderId, clientFingerprint, categories, reason, charterVersion, ownerAnswer } = order;
  const orderedAt = order.orderedAt.toISOString();
  await deps.ledger.append(tx, 'purge-ordered', {
    orderId,
    clientFingerprint,
    categories,
    reason,
    charterVersion,
    ownerAnswer,
    orderedAt,
  });
  tx.schedule({ name: SEND_ORDER, key: orderId, dueAt: tx.now });
  return orderId;
}

/** The job that sends an order out. Its row names no client. */
export const SEND_ORDER = 'send-order';

/**
 * Sends an order to the services that hold the client's data, once it is kept outside of the backups: nothing is
 * deleted that a restore could bring back unnoticed.
 * @enforces 6.safeguards
 */
export async function sendOrder(
  { orders, purgeMirror }: Pick<RetentionDeps, 'orders' | 'purgeMirror'>,
  tx: Tx,
  orderId: string,
): Promise<void> {
  const order = await orders.find(tx, orderId);
  if (order?.stage !== 'holders') return;
  await purgeMirror.keep(order);
  tx.emit(purgeOrderOf(order, 'holders'));
}

/** The order as the services hear it, for one of its two stages. */
export function purgeOrderOf(order: Order, stage: Exclude<Stage, 'certified'>) {
  const { orderId, categories, reason, charterVersion, version } = order;
  // It is forgotten long after the certificate, and never before.
  const clientId = order.clientId as string;
  const orderedAt = order.orderedAt.toISOString();
  return purgeOrdered({ orderId, clientId, categories, reason, charterVersion, stage, orderedAt, version });
}

/** Its owner is asked again after this, should no event come before. */
export const askAgain = 'P7D';

/** Notes that a purge was due by what we knew, and that its owner's word did not allow it. It is asked again later. */
export async function withholdPurge(
  { ledger, log, terms }: Pick<RetentionDeps, 'ledger' | 'log' | 'terms'>,
  tx: Tx,
  clientId: string,
  step: StepName,
  because: string,
): Promise<void> {
  await terms.waits(tx, clientId, 'owner');
  tx.schedule({ name: step, key: clientId, dueAt: endOfTerm(tx.now, askAgain).instant, clientId });
  const clientFingerprint = fingerprintOf(clientId);
  log.warn({ clientFingerprint, job: step, reason: because }, 'purge withheld');
  await ledger.append(tx, 'purge-withheld', { clientFingerprint, step, because });
}
