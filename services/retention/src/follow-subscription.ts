import type { Tx } from '@kstudio/chassis';
import type { RetentionDeps } from './deps.ts';
import { type Fact, stepNames, stepsAhead } from './life.ts';

/**
 * A fact of a subscription's life: what must happen to the client's data, and when, follows from all facts known.
 * @enforces 5.subscription-term
 */
export async function followSubscription(
  { terms }: Pick<RetentionDeps, 'terms'>,
  tx: Tx,
  clientId: string,
  fact: Fact,
  charterVersion?: string,
): Promise<void> {
  const known = await terms.note(tx, clientId, fact, charterVersion);
  for (const name of stepNames) tx.cancel(name, clientId);
  for (const { name, dueAt } of stepsAhead(known, tx.now))
    tx.schedule({ name, key: clientId, dueAt, clientId });
}
