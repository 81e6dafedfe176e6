import type { Tx } from '@kstudio/chassis';
import { askOwner, mayForgetUnconfirmed } from './ask-owner.ts';
import type { RetentionDeps } from './deps.ts';
import { lifeOf } from './life.ts';
import { orderPurge, wholeClient, withholdPurge } from './order-purge.ts';

/**
 * Seven days after a request that nobody confirmed: everything it left goes, when account says the same.
 * @enforces 5.subscription-term
 */
export async function forgetUnconfirmed(deps: RetentionDeps, tx: Tx, clientId: string): Promise<void> {
  const terms = await deps.terms.find(clientId, tx);
  if (!terms || terms.termOrderId || lifeOf(terms.facts, tx.now)?.state !== 'pending') return;
  const verdict = mayForgetUnconfirmed(await askOwner(deps, clientId));
  if (verdict.do === 'order') {
    const { ownerAnswer } = verdict;
    const orderId = await orderPurge(deps, tx, terms, {
      categories: wholeClient,
      reason: 'unconfirmed',
      ownerAnswer,
    });
    await deps.terms.termOrdered(tx, clientId, orderId);
  } else if (verdict.do === 'withhold') {
    await withholdPurge(deps, tx, clientId, 'unconfirmed-over', verdict.because);
  }
}
