import { type Caller, problems as chassisProblems } from '@kstudio/chassis';
import type { IdentityDeps } from './deps.ts';
import type { Entry } from './entry.ts';
import { openMembership, userClaims } from './sessions.ts';

/**
 * Lets a person work for another of her clients, in the same session. A client that is not hers is answered like
 * one that does not exist, and noted. Throws not-found.
 */
export async function switchClient(deps: IdentityDeps, caller: Caller, clientId: string): Promise<Entry> {
  if (caller.kind !== 'user') throw chassisProblems.notAllowed();
  const { personId, sessionId } = caller;
  const membership = await openMembership(deps, clientId, personId, deps.clock.now());
  if (!membership) {
    const refused = { action: 'cross-client-refused', outcome: 'refused', actor: personId } as const;
    await deps.audit.note({ ...refused, clientId: caller.clientId, target: 'switch' }, deps.clock.now());
    throw chassisProblems.unknown();
  }
  const moved = await deps.transaction(async (tx) => {
    const session = await deps.sessions.moveTo(tx, clientId, sessionId, personId);
    if (session) tx.audit({ action: 'client-switched', clientId, actor: personId });
    return session !== null;
  });
  if (!moved) throw chassisProblems.signInNeeded();
  return { claims: userClaims(sessionId, membership) };
}
