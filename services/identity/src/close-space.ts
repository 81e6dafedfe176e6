import type { Tx } from '@kstudio/chassis';
import type { DataOf, subscriptionEnded } from '@kstudio/contracts';
import type { IdentityDeps } from './deps.ts';
import { accessEnds } from './terms.ts';

/** The subscription ended: people are let in until the grace is over, and not a moment longer. Nothing is erased yet. */
export async function closeSpace(
  deps: IdentityDeps,
  tx: Tx,
  { clientId, version, endedAt }: DataOf<typeof subscriptionEnded>,
): Promise<void> {
  await deps.spaces.learn(tx, clientId, version, { accessEndsAt: accessEnds(new Date(endedAt)) });
}
