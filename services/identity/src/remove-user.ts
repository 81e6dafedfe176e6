import type { Tx } from '@kstudio/chassis';
import { userRemoved } from '@kstudio/contracts';
import type { Administrator } from './declare-user.ts';
import type { IdentityDeps } from './deps.ts';
import type { MembershipRow } from './memberships.store.ts';
import { obstacles, problems } from './problems.ts';
import { forgetToken, revokeSession } from './sessions.ts';
import { obstacleTo } from './user-change.ts';

/**
 * Removes a user from the space, or takes her invitation back: her access ends at once, in every service, and what is
 * kept of her here is erased (charter, "How we read it" 7 and 8). In other clients' spaces she stays. Throws not-found,
 * manager-stays, last-administrator.
 *
 * @enforces 4.users
 */
export async function removeUser(deps: IdentityDeps, by: Administrator, personId: string): Promise<void> {
  const { clientId } = by;
  const revoked = await deps.transaction(async (tx) => {
    const membership = await deps.memberships.find(clientId, personId, tx);
    if (!membership) throw problems.userUnknown();
    await demandRemovable(deps, tx, membership);
    const sessions = await endSessions(deps, tx, clientId, personId);
    await eraseHere(deps, tx, clientId, personId);
    tx.emit(userRemoved({ clientId, personId, version: membership.version + 1 }));
    tx.audit({ action: 'user-removed', clientId, actor: by.personId, target: personId });
    return sessions;
  });
  for (const session of revoked) await forgetToken(deps, session);
}

async function demandRemovable(deps: IdentityDeps, tx: Tx, membership: MembershipRow): Promise<void> {
  const administrators = (await deps.memberships.administrators(membership.clientId, tx)).length;
  const obstacle = obstacleTo(null, { ...membership, administrators });
  if (obstacle) throw obstacles[obstacle]();
}

/** Ends every session in which the person works for this client. */
export async function endSessions(deps: IdentityDeps, tx: Tx, clientId: string, personId: string) {
  const ended = [];
  for (const sessionId of await deps.sessions.idsOf(tx, clientId, personId)) {
    ended.push(await revokeSession(deps, tx, 'user', sessionId, 'session-ended'));
  }
  return ended;
}

async function eraseHere(deps: IdentityDeps, tx: Tx, clientId: string, personId: string): Promise<void> {
  await deps.memberships.remove(tx, clientId, personId);
  await deps.grants.remove(tx, clientId, personId);
  await deps.invitations.withdraw(tx, clientId, personId);
  await deps.corrections.forget(tx, clientId, personId);
  await deps.emailChanges.forgetWaiting(tx, clientId, personId);
  if (await deps.memberships.hasAny(tx, personId)) return;
  await deps.emailChanges.forget(tx, clientId, personId);
  await deps.credentials.remove(tx, personId);
  await deps.passwordResets.user.forget(tx, personId);
  await deps.people.remove(tx, personId);
}
