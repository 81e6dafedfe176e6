import { endOfTerm } from '@kstudio/charter';
import type { Tx } from '@kstudio/chassis';
import { askOwner, stillSays } from './ask-owner.ts';
import type { RetentionDeps } from './deps.ts';
import { askAgain, purgeOrderOf } from './order-purge.ts';

/** The job that orders the owner's own part of a purge. Its row names no client: hers are gone from here by then. */
export const OWNERS_TURN = 'owners-turn';

/**
 * All holders have answered: the owner is asked once more, and its record goes only if it says what it said when the
 * purge was ordered. Otherwise the purge stops here, the ledger says so, and it is asked again a week later.
 * @enforces 5.subscription-term
 */
export async function ownersTurn(deps: RetentionDeps, tx: Tx, orderId: string): Promise<void> {
  const order = await deps.orders.find(tx, orderId);
  if (order?.stage !== 'holders') return;
  const { clientId, clientFingerprint, ownerAnswer } = order;
  const word = await askOwner(deps, clientId as string);
  if (!stillSays(ownerAnswer, word)) {
    deps.log.error({ orderId }, 'purge stopped: its owner says something else than before');
    const because = word.found ? word.state : 'unknown';
    await deps.ledger.append(tx, 'purge-withheld', { clientFingerprint, step: OWNERS_TURN, because });
    await deps.purgeMirror.forget(orderId);
    const dueAt = endOfTerm(tx.now, askAgain).instant;
    return tx.schedule({ name: OWNERS_TURN, key: orderId, dueAt });
  }
  await deps.purgeMirror.keep(order);
  await deps.ledger.append(tx, 'stage-owner', { orderId, clientFingerprint });
  tx.emit(purgeOrderOf(await deps.orders.enter(tx, orderId, 'owner'), 'owner'));
}
