import type { OutputOf, resetRecipient } from '@kstudio/contracts';
import type { IdentityDeps } from './deps.ts';
import type { PasswordResetRow } from './password-resets.store.ts';
import { problems } from './problems.ts';
import type { SessionKind } from './refresh-tokens.ts';

/** A reset, whose it is, and whether of staff. */
export interface KnownReset {
  kind: SessionKind;
  reset: PasswordResetRow;
  owner: { _id: string; name: string; email: string };
}

/** A reset whose owner still has an account; undefined where there is none. */
async function findReset(
  deps: IdentityDeps,
  kind: SessionKind,
  resetId: string,
): Promise<KnownReset | undefined> {
  const reset = await deps.passwordResets[kind].find(resetId);
  const owner = reset && (await (kind === 'user' ? deps.people : deps.staff).find(reset.ownerId));
  return reset && owner ? { kind, reset, owner } : undefined;
}

const isGood = ({ usedAt, expiresAt }: PasswordResetRow, now: Date): boolean => !usedAt && now < expiresAt;

/** The reset that a link names. Throws reset-unknown where we did not make the link, reset-over where it is dead. */
export async function demandReset(deps: IdentityDeps, token: string): Promise<KnownReset> {
  const link = deps.resetTokens.read(token);
  if (!link) throw problems.resetUnknown();
  const known = await findReset(deps, link.kind, link.resetId);
  if (!known || !isGood(known.reset, deps.clock.now())) throw problems.resetOver();
  return known;
}

/** Whose password a link renews, for who holds it. Throws reset-unknown, reset-over. */
export async function lookAtReset(deps: IdentityDeps, token: string) {
  const { kind, owner, reset } = await demandReset(deps, token);
  return { name: owner.name, email: owner.email, staff: kind === 'staff', invited: reset.invited ?? false };
}

/** What notifier needs to write about a reset, at this moment. */
export async function sayResetRecipient(
  deps: IdentityDeps,
  resetId: string,
): Promise<OutputOf<typeof resetRecipient>> {
  const known = (await findReset(deps, 'user', resetId)) ?? (await findReset(deps, 'staff', resetId));
  if (!known) return { found: false };
  const { kind, reset, owner } = known;
  const link = isGood(reset, deps.clock.now()) ? { token: deps.resetTokens.make({ kind, resetId }) } : {};
  const changed = Boolean(reset.usedAt);
  const { name, email } = owner;
  return {
    found: true,
    name,
    email,
    locale: reset.locale,
    staff: kind === 'staff',
    invited: reset.invited ?? false,
    // Left out where it says nothing: a notifier of the version before does not know it.
    ...(reset.signedIn && { signedIn: true }),
    changed,
    ...link,
  };
}
