import { type Caller, problems as chassisProblems, type Locale, type Tx } from '@kstudio/chassis';
import { newId, passwordChanged } from '@kstudio/contracts';
import { FORGET_RESETS } from './ask-for-reset.ts';
import type { IdentityDeps } from './deps.ts';
import { type Present, presentOf } from './own-sessions.ts';
import { passwordFault } from './password-rule.ts';
import { problems } from './problems.ts';
import { forgetToken } from './sessions.ts';
import { attemptsOf, setPassword, storesOf } from './set-password.ts';
import { after, RESET_KEPT_SECONDS } from './terms.ts';

export interface Change {
  currentPassword: string;
  password: string;
}

/**
 * Changes the password of whoever is signed in, by the one that she has: tries count with those of signing in; every
 * other session of hers ends, everywhere, and she is told by mail. Of two changes at once one is made, and the other
 * finds another password. Throws password-refused, current-password-refused, too-many-requests, sign-in-needed.
 *
 * @enforces 6.safeguards
 */
export async function changePassword(
  deps: IdentityDeps,
  caller: Caller,
  { currentPassword, password }: Change,
  locale: Locale,
): Promise<void> {
  const me = presentOf(caller);
  const owner = await (me.kind === 'user' ? deps.people : deps.staff).find(me.ownerId);
  if (!owner) throw chassisProblems.signInNeeded();
  const fault = passwordFault(password, owner.email, currentPassword);
  if (fault) throw problems.passwordRefused(fault, locale);
  await deps.attempts.consume(attemptsOf(me.kind, owner.email));
  const passwordHash = await deps.passwords.hash(password);
  // The proof is inside: asked again by the same key, a change that was made is not measured by what it changed.
  const ended = await deps.transaction(async (tx) => {
    await demandPassword(deps, tx, me, currentPassword, locale);
    return change(deps, tx, me, passwordHash, locale);
  });
  for (const revoked of ended) await forgetToken(deps, revoked);
  await deps.attempts.forgive(attemptsOf(me.kind, owner.email));
}

async function demandPassword(deps: IdentityDeps, tx: Tx, me: Present, given: string, locale: Locale) {
  const { kind, ownerId, sessionId } = me;
  const { accounts, sessions } = storesOf(deps, kind);
  const [account, session] = [await accounts.find(ownerId, tx), await sessions.find(sessionId, tx)];
  if (!account || !session) throw chassisProblems.signInNeeded();
  if (await deps.passwords.verify(account.passwordHash, given)) return;
  const refused = { action: 'password-change', outcome: 'refused', actor: ownerId } as const;
  const { clientId } = session;
  await deps.audit.note(
    clientId ? { ...refused, clientId } : { action: 'password-change', outcome: 'refused' },
    tx.now,
  );
  throw problems.currentPasswordRefused(locale);
}

async function change(
  deps: IdentityDeps,
  tx: Tx,
  { kind, ownerId, sessionId }: Present,
  passwordHash: string,
  locale: Locale,
) {
  const its = { passwordHash, action: 'password-changed', staysIn: sessionId };
  const ended = await setPassword(deps, tx, { kind, ownerId }, its);
  if (!ended) throw chassisProblems.signInNeeded();
  await oweMail(deps, tx, { kind, ownerId }, locale);
  return ended;
}

/** The row by which notifier is told whom to write to: a change that was made, without any link. */
async function oweMail(
  deps: IdentityDeps,
  tx: Tx,
  { kind, ownerId }: Pick<Present, 'kind' | 'ownerId'>,
  locale: Locale,
): Promise<void> {
  const resetId = newId();
  const forgetAt = after(tx.now, RESET_KEPT_SECONDS);
  const made = { askedAt: tx.now, expiresAt: tx.now, usedAt: tx.now, forgetAt, signedIn: true };
  await deps.passwordResets[kind].insert(tx, { _id: resetId, version: 1, ownerId, locale, ...made });
  tx.schedule({ name: FORGET_RESETS, key: resetId, dueAt: forgetAt });
  tx.emit(passwordChanged({ resetId, version: 1, changedAt: tx.now.toISOString() }));
}
