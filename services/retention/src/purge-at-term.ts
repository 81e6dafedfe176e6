import { fingerprintOf, type Tx } from '@kstudio/chassis';
import { askOwner, mayPurgeEnded } from './ask-owner.ts';
import type { RetentionDeps } from './deps.ts';
import { goesAt, lifeOf } from './life.ts';
import { orderPurge, wholeClient, withholdPurge } from './order-purge.ts';

/**
 * When the client's term is over, in that day's first minutes: the client goes, when the notice was delivered and account
 * itself says that the subscription ended that long ago.
 * @enforces 5.subscription-term
 */
export async function purgeAtTerm(deps: RetentionDeps, tx: Tx, clientId: string): Promise<void> {
  const terms = await deps.terms.find(clientId, tx);
  if (!terms || terms.termOrderId) return;
  const life = lifeOf(terms.facts, tx.now);
  if (!life || !('endedAt' in life)) return;
  if (!terms.noticeAcceptedAt) {
    deps.log.warn(
      { clientFingerprint: fingerprintOf(clientId) },
      'purge waits for its notice to be delivered',
    );
    await deps.terms.waits(tx, clientId, 'notice');
    return;
  }
  const word = await askOwner(deps, clientId);
  // The owner's own word, and not only what was heard: did she ask, and until when can she take it back?
  const eraseAt = word.found && word.eraseAt ? new Date(word.eraseAt) : null;
  const verdict = mayPurgeEnded(word, (endedAt) => goesAt(endedAt, { ...terms, eraseAt }), tx.now);
  if (verdict.do === 'wait') {
    tx.schedule({ name: 'term-over', key: clientId, dueAt: verdict.until, clientId });
  } else if (verdict.do === 'withhold') {
    await withholdPurge(deps, tx, clientId, 'term-over', verdict.because);
  } else {
    const { ownerAnswer } = verdict;
    const purge = { categories: wholeClient, reason: eraseAt ? 'asked' : 'term', ownerAnswer } as const;
    const orderId = await orderPurge(deps, tx, terms, { ...purge, certificateId: terms.certificateId });
    await deps.terms.termOrdered(tx, clientId, orderId);
  }
}
