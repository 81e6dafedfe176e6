import { endOfTerm, grace } from '@kstudio/charter';
import type { Tx } from '@kstudio/chassis';
import { askOwner, mayPurgeEnded } from './ask-owner.ts';
import type { RetentionDeps } from './deps.ts';
import { lifeOf } from './life.ts';
import { orderPurge, withholdPurge } from './order-purge.ts';

/**
 * At the end of the grace, what lets people in goes: the client becomes an archive.
 * @enforces 6.safeguards
 */
export async function closeAccess(deps: RetentionDeps, tx: Tx, clientId: string): Promise<void> {
  const terms = await deps.terms.find(clientId, tx);
  if (!terms || terms.accessOrderId) return;
  const state = lifeOf(terms.facts, tx.now)?.state;
  if (state !== 'archive' && state !== 'ending') return;
  const verdict = mayPurgeEnded(
    await askOwner(deps, clientId),
    (endedAt) => endOfTerm(endedAt, grace),
    tx.now,
  );
  if (verdict.do === 'wait') {
    tx.schedule({ name: 'grace-over', key: clientId, dueAt: verdict.until, clientId });
  } else if (verdict.do === 'withhold') {
    await withholdPurge(deps, tx, clientId, 'grace-over', verdict.because);
  } else {
    const { ownerAnswer } = verdict;
    const orderId = await orderPurge(deps, tx, terms, {
      categories: ['access'],
      reason: 'term',
      ownerAnswer,
    });
    await deps.terms.accessOrdered(tx, clientId, orderId);
  }
}
