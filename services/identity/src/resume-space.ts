import type { Tx } from '@kstudio/chassis';
import type { DataOf, subscriptionResumed } from '@kstudio/contracts';
import type { IdentityDeps } from './deps.ts';
import { openSpace } from './open-space.ts';

/**
 * The client came back: people are let in again. After the grace nobody has the means to sign in any more; the manager
 * is invited by the ticket that account gave her, and the others wait for an administrator to invite them again.
 */
export async function resumeSpace(
  deps: IdentityDeps,
  tx: Tx,
  { clientId, version, resumedAt, ticketHash }: DataOf<typeof subscriptionResumed>,
): Promise<void> {
  if (ticketHash === null) return deps.spaces.learn(tx, clientId, version, {});
  await deps.memberships.wait(tx, clientId);
  await openSpace(deps, tx, { clientId, version, openedAt: resumedAt, ticketHash });
}
