import type { JobRow, Locale, Tx } from '@kstudio/chassis';
import { newId, passwordResetAsked } from '@kstudio/contracts';
import type { IdentityDeps } from './deps.ts';
import type { PasswordResetRow } from './password-resets.store.ts';
import { signInEmail } from './people.store.ts';
import type { SessionKind } from './refresh-tokens.ts';
import { after, RESET_SECONDS } from './terms.ts';

/** The jobs that prepare a reset, and that forget resets which are over. */
export const PREPARE_RESET = 'prepare-password-reset';
export const FORGET_RESETS = 'forget-password-resets';

/**
 * Takes a request for a new password. An address that nobody has gets the same answer after the same work: a look,
 * and a job that then finds nothing to do. Throws too-many-requests, for both alike.
 */
export async function askForReset(
  deps: IdentityDeps,
  kind: SessionKind,
  email: string,
  locale: Locale,
): Promise<void> {
  const address = signInEmail(email);
  await deps.resetMails.consume(`${kind} ${address}`);
  const owner = await (kind === 'user' ? deps.people : deps.staff).findByEmail(address);
  const data = { kind, locale, ownerId: owner?._id ?? null };
  await deps.transaction(async (tx) =>
    tx.schedule({ name: PREPARE_RESET, key: newId(), dueAt: tx.now, data }),
  );
}

/** The asked reset of an account that has a password: older links die, and the owner is owed a mail with the new one. */
export async function prepareReset(deps: IdentityDeps, tx: Tx, { data }: JobRow): Promise<void> {
  const kind = data?.kind === 'staff' ? 'staff' : 'user';
  const ownerId = data?.ownerId;
  if (typeof ownerId !== 'string') return;
  // Two requests at once conflict here: the later link takes the earlier one away.
  if (!(await (kind === 'user' ? deps.credentials : deps.staff).hold(tx, ownerId))) return;
  const locale = data?.locale === 'en' ? 'en' : 'fr';
  await oweReset(deps, tx, kind, { ownerId, locale, expiresAt: after(tx.now, RESET_SECONDS) });
}

/** Makes a reset in a use case's transaction: older links die, and its owner is owed a mail with the new one. */
export async function oweReset(
  deps: Pick<IdentityDeps, 'passwordResets'>,
  tx: Tx,
  kind: SessionKind,
  its: Pick<PasswordResetRow, 'ownerId' | 'locale' | 'expiresAt' | 'invited'>,
): Promise<void> {
  await deps.passwordResets[kind].dropUnused(tx, its.ownerId);
  const resetId = newId();
  const row = { _id: resetId, version: 1, askedAt: tx.now, forgetAt: its.expiresAt, ...its };
  await deps.passwordResets[kind].insert(tx, row);
  tx.schedule({ name: FORGET_RESETS, key: resetId, dueAt: its.expiresAt });
  tx.emit(passwordResetAsked({ resetId, version: 1, askedAt: tx.now.toISOString() }));
}

/** Resets whose hour is over, or that were used a week ago, are forgotten. */
export async function forgetResets({ passwordResets }: IdentityDeps, tx: Tx): Promise<void> {
  await passwordResets.user.forgetOver(tx);
  await passwordResets.staff.forgetOver(tx);
}
