import type { Tx } from '@kstudio/chassis';
import { type DataOf, type retentionPurgeAnswered, type ServiceName, services } from '@kstudio/contracts';
import { verifyAnswer } from '@kstudio/verify';
import type { RetentionDeps } from './deps.ts';
import { issueCertificate } from './issue-certificate.ts';
import type { Order } from './orders.store.ts';
import { OWNERS_TURN } from './owners-turn.ts';

type Answer = DataOf<typeof retentionPurgeAnswered>;

/** The service whose record says where the client can be reached: it is purged last. */
export const owner: ServiceName = 'account';

/** What an order waits for, once its answers are in. Pure. */
export function nextOf({ stage, answers }: Pick<Order, 'stage'> & { answers: { service: string }[] }) {
  const missing = services.filter((name) => !answers.some(({ service }) => service === name));
  if (stage === 'holders' && missing.every((name) => name === owner)) return 'order-owner';
  if (stage === 'owner' && missing.length === 0) return 'certify';
  return 'wait';
}

/**
 * A service says what it deleted and that its raw scan found nothing. When all holders have, the owner's turn comes;
 * when all six have, the certificate is signed. An answer that is not signed by its own key, names another client or
 * still found something is refused: it stays in the parking, and so does the certificate.
 * @enforces 5.subscription-term
 */
export async function takeAnswer(
  deps: RetentionDeps,
  tx: Tx,
  service: ServiceName,
  { version: _, orderId, clientFingerprint, ...its }: Answer,
): Promise<void> {
  const asked = await deps.orders.find(tx, orderId);
  if (!asked) throw new Error('an answer to an order that is not in the ledger');
  if (asked.clientFingerprint !== clientFingerprint) throw new Error('an answer about another client');
  if (its.scan.found > 0) throw new Error('an answer that still found the client');
  const answer = { service, ...its };
  if (!(await verifyAnswer({ ...answer, orderId, clientFingerprint })))
    throw new Error('an answer not signed');
  const order = await deps.orders.addAnswer(tx, orderId, answer);
  if (!order) return; // it had answered already
  await deps.ledger.append(tx, 'answered', { orderId, clientFingerprint, answer });
  const next = nextOf(order);
  if (next === 'order-owner') {
    tx.schedule({ name: OWNERS_TURN, key: orderId, dueAt: tx.now });
  } else if (next === 'certify') {
    await issueCertificate(deps, tx, order);
  }
}
