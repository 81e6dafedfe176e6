import type { Tx } from '@kstudio/chassis';
import type { IdentityDeps } from './deps.ts';
import type { SessionKind } from './refresh-tokens.ts';
import { revokeSession } from './sessions.ts';

/** Whose password: a user's or a staff member's. */
export interface Owner {
  kind: SessionKind;
  ownerId: string;
}

/** Where the accounts, the resets and the sessions of this kind of owner are. */
export const storesOf = (deps: IdentityDeps, kind: SessionKind) =>
  kind === 'user'
    ? { accounts: deps.credentials, resets: deps.passwordResets.user, sessions: deps.sessions }
    : { accounts: deps.staff, resets: deps.passwordResets.staff, sessions: deps.staffSessions };

/** What the tries of an account are counted by: the same for each door that asks for its password. */
export const attemptsOf = (kind: SessionKind, email: string): string =>
  kind === 'user' ? email : `staff ${email}`;

export type Revoked = Awaited<ReturnType<typeof revokeSession>>;

/**
 * Sets another password in a use case's transaction: every link that would renew it dies, and every session of its
 * owner ends but the one that she `staysIn`. Gives what `forgetToken` is to be called with; null: no such account.
 */
export async function setPassword(
  deps: IdentityDeps,
  tx: Tx,
  { kind, ownerId }: Owner,
  { passwordHash, action, staysIn }: { passwordHash: string; action: string; staysIn?: string },
): Promise<Revoked[] | null> {
  const { accounts, resets, sessions } = storesOf(deps, kind);
  if (!(await accounts.renew(tx, ownerId, passwordHash))) return null;
  await resets.dropUnused(tx, ownerId);
  const ended: Revoked[] = [];
  for (const { _id } of await sessions.ofOwner(tx, ownerId))
    if (_id !== staysIn) ended.push(await revokeSession(deps, tx, kind, _id, 'password-changed'));
  await noteChange(deps, tx, { kind, ownerId }, action);
  return ended;
}

/** In the audit of each client that she may enter, so that the row dies with that client. */
async function noteChange(deps: IdentityDeps, tx: Tx, { kind, ownerId }: Owner, action: string) {
  const changed = { action, actor: ownerId };
  if (kind === 'staff') return tx.audit(changed);
  for (const clientId of await deps.grants.clientsOf(ownerId)) tx.audit({ ...changed, clientId });
}
