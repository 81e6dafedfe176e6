import type { Tx } from '@kstudio/chassis';
import type { RetentionDeps } from './deps.ts';
import { followCharter, scheduleSteps } from './follow-charter.ts';
import type { Fact } from './life.ts';

/** Her manager asks for an early end, or takes it back: what is ahead follows from it. */
export async function followErasure(
  { terms }: Pick<RetentionDeps, 'terms'>,
  tx: Tx,
  clientId: string,
  version: number,
  eraseAt: Date | null,
): Promise<void> {
  const known = await terms.noteErasure(tx, clientId, version, eraseAt);
  if (known) scheduleSteps(tx, known);
}

/**
 * A fact of a subscription's life: what must happen to the client's data, and when, follows from all facts known.
 * @enforces 5.subscription-term
 */
export async function followSubscription(
  deps: Pick<RetentionDeps, 'terms' | 'charters'>,
  tx: Tx,
  clientId: string,
  fact: Fact,
  charterVersion?: string,
): Promise<void> {
  const known = await deps.terms.note(tx, clientId, fact, charterVersion);
  scheduleSteps(tx, known);
  await followCharter(deps, tx, known);
}
