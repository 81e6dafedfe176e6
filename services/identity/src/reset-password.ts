import type { Locale, Tx } from '@kstudio/chassis';
import { passwordChanged } from '@kstudio/contracts';
import { FORGET_RESETS } from './ask-for-reset.ts';
import type { IdentityDeps } from './deps.ts';
import { demandReset, type KnownReset } from './look-at-reset.ts';
import { passwordFault } from './password-rule.ts';
import { problems } from './problems.ts';
import { forgetToken, revokeSession } from './sessions.ts';
import { after, RESET_KEPT_SECONDS } from './terms.ts';

/**
 * Sets the password that the holder of a link chose. The link dies, with every other of hers; every session of hers
 * ends, everywhere; and she is told by mail. Throws reset-unknown, reset-over, password-refused.
 *
 * @enforces 6.safeguards
 */
export async function resetPassword(
  deps: IdentityDeps,
  { token, password }: { token: string; password: string },
  locale: Locale,
): Promise<void> {
  const known = await demandReset(deps, token);
  const { kind, owner } = known;
  const fault = passwordFault(password, owner.email);
  if (fault) throw problems.passwordRefused(fault, locale);
  const passwordHash = await deps.passwords.hash(password);
  const ended = await deps.transaction((tx) => renew(deps, tx, known, passwordHash));
  for (const revoked of ended) await forgetToken(deps, revoked);
  await deps.attempts.forgive(kind === 'user' ? owner.email : `staff ${owner.email}`);
}

async function renew(deps: IdentityDeps, tx: Tx, { kind, reset, owner }: KnownReset, passwordHash: string) {
  const [accounts, resets, sessions] =
    kind === 'user'
      ? [deps.credentials, deps.passwordResets.user, deps.sessions]
      : [deps.staff, deps.passwordResets.staff, deps.staffSessions];
  const forgetAt = after(tx.now, RESET_KEPT_SECONDS);
  if (!(await resets.use(tx, reset._id, forgetAt))) throw problems.resetOver();
  if (!(await accounts.renew(tx, owner._id, passwordHash))) throw problems.resetOver();
  await resets.dropUnused(tx, owner._id);
  const ended: Awaited<ReturnType<typeof revokeSession>>[] = [];
  for (const { _id } of await sessions.ofOwner(tx, owner._id))
    ended.push(await revokeSession(deps, tx, kind, _id, 'password-changed'));
  await noteChange(deps, tx, kind, owner._id);
  tx.schedule({ name: FORGET_RESETS, key: reset._id, dueAt: forgetAt });
  // A first password is no change to be told of: she has just come from the mail that told her.
  if (!reset.invited)
    tx.emit(passwordChanged({ resetId: reset._id, version: 2, changedAt: tx.now.toISOString() }));
  return ended;
}

/** In the audit of each client that she may enter, so that the row dies with that client. */
async function noteChange(deps: IdentityDeps, tx: Tx, kind: KnownReset['kind'], ownerId: string) {
  const changed = { action: 'password-reset', actor: ownerId };
  if (kind === 'staff') return tx.audit(changed);
  for (const clientId of await deps.grants.clientsOf(ownerId)) tx.audit({ ...changed, clientId });
}
