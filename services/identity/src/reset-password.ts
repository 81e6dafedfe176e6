import type { Locale, Tx } from '@kstudio/chassis';
import { passwordChanged } from '@kstudio/contracts';
import { FORGET_RESETS } from './ask-for-reset.ts';
import type { IdentityDeps } from './deps.ts';
import { demandReset, type KnownReset } from './look-at-reset.ts';
import { passwordFault } from './password-rule.ts';
import { problems } from './problems.ts';
import { forgetToken } from './sessions.ts';
import { attemptsOf, setPassword } from './set-password.ts';
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
  await deps.attempts.forgive(attemptsOf(kind, owner.email));
}

async function renew(deps: IdentityDeps, tx: Tx, { kind, reset, owner }: KnownReset, passwordHash: string) {
  const forgetAt = after(tx.now, RESET_KEPT_SECONDS);
  if (!(await deps.passwordResets[kind].use(tx, reset._id, forgetAt))) throw problems.resetOver();
  const its = { passwordHash, action: 'password-reset' };
  const ended = await setPassword(deps, tx, { kind, ownerId: owner._id }, its);
  if (!ended) throw problems.resetOver();
  tx.schedule({ name: FORGET_RESETS, key: reset._id, dueAt: forgetAt });
  // A first password is no change to be told of: she has just come from the mail that told her.
  if (!reset.invited)
    tx.emit(passwordChanged({ resetId: reset._id, version: 2, changedAt: tx.now.toISOString() }));
  return ended;
}
