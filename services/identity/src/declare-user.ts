import type { Role } from '@kstudio/chassis';
import type { IdentityDeps } from './deps.ts';
import { invite } from './invite.ts';
import { problems } from './problems.ts';

/** Who acts, in which client's space. */
export interface Administrator {
  clientId: string;
  personId: string;
}

export interface NewUser {
  name: string;
  email: string;
  role: Role;
}

/**
 * Declares a user of a space: her name, role and e-mail, and nothing more; an invitation follows by mail. One who signs
 * in for another client already keeps her one sign-in. Throws user-declared-already.
 *
 * @enforces 2.administrator
 */
export async function declareUser(deps: IdentityDeps, by: Administrator, { name, email, role }: NewUser) {
  const { clientId } = by;
  return deps.transaction(async (tx) => {
    const person = await deps.people.findOrAdd(tx, email, name);
    const membership = await deps.memberships.declare(tx, clientId, person._id, { name, role });
    if (!membership) throw problems.userDeclaredAlready();
    const expiresAt = await invite(deps, tx, membership);
    tx.audit({ action: 'user-declared', clientId, actor: by.personId, target: person._id });
    return { personId: person._id, invitedUntil: expiresAt.toISOString() };
  });
}

/** Sends an invitation again: a new ticket, good for seven days; the old one is void. Throws not-found, user-joined. */
export async function inviteAgain(deps: IdentityDeps, by: Administrator, personId: string) {
  const { clientId } = by;
  return deps.transaction(async (tx) => {
    const membership = await deps.memberships.find(clientId, personId, tx);
    if (!membership) throw problems.userUnknown();
    if (membership.joinedAt) throw problems.userJoined();
    const expiresAt = await invite(deps, tx, membership);
    tx.audit({ action: 'user-invited-again', clientId, actor: by.personId, target: personId });
    return { personId, invitedUntil: expiresAt.toISOString() };
  });
}
