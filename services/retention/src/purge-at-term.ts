import { endOfClientTerm } from '@kstudio/charter';
import { fingerprintOf, type Tx } from '@kstudio/chassis';
import { askOwner, mayPurgeEnded } from './ask-owner.ts';
import type { RetentionDeps } from './deps.ts';
import { lifeOf } from './life.ts';
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
  const verdict = mayPurgeEnded(
    await askOwner(deps, clientId),
    (endedAt) => endOfClientTerm(endedAt, terms.term),
    tx.now,
  );
  if (verdict.do === 'wait') {
    tx.schedule({ name: 'term-over', key: clientId, dueAt: verdict.until, clientId });
  } else if (verdict.do === 'withhold') {
    await withholdPurge(deps, tx, clientId, 'term-over', verdict.because);
  } else {
    const { ownerAnswer } = verdict;
    const purge = { categories: wholeClient, reason: 'term', ownerAnswer } as const;
    const orderId = await orderPurge(deps, tx, terms, { ...purge, certificateId: terms.certificateId });
    await deps.terms.termOrdered(tx, clientId, orderId);
  }
}
