import { randomBytes } from 'node:crypto';
import { categories, endOfTerm } from '@kstudio/charter';
import type { Locale, Tx } from '@kstudio/chassis';
import { newId } from '@kstudio/contracts';
import { oweReset } from './ask-for-reset.ts';
import type { IdentityDeps } from './deps.ts';
import { signInEmail } from './people.store.ts';
import { problems } from './problems.ts';
import { forgetToken, revokeSession } from './sessions.ts';
import type { StaffRow } from './staff.store.ts';
import { invitationEnds } from './terms.ts';

/** The job that forgets who left, a year later. */
export const FORGET_STAFF = 'forget-staff';
const keptFor = categories.staff.term.keep as string;

export type NewStaff = Pick<StaffRow, 'name' | 'email' | 'role'>;

/** Those who run the platform, in the order in which they came. */
export async function listStaff({ staff }: Pick<IdentityDeps, 'staff'>) {
  const all = await staff.all();
  return all.map(({ _id: staffId, name, email, role, joinedAt }) => ({
    ...{ staffId, name, email, role },
    joinedAt: joinedAt?.toISOString() ?? null,
  }));
}

/**
 * Declares one of Knowmore's own people, with a link by mail for her first password, good for seven days. Who left
 * within the year and comes back begins anew. Throws staff-declared-already.
 *
 * @enforces 6.safeguards
 */
export async function declareStaff(deps: IdentityDeps, by: string, its: NewStaff, locale: Locale) {
  const email = signInEmail(its.email);
  // Nobody knows it: until she follows her link she has no password.
  const passwordHash = await deps.passwords.hash(randomBytes(32).toString('base64url'));
  return deps.transaction(async (tx) => {
    if (await deps.staff.findByEmail(email)) throw problems.staffDeclaredAlready();
    await deps.staff.forgetDeparted(tx, email);
    const _id = newId();
    const number = await deps.staff.nextNumber(tx);
    await deps.staff.insert(tx, { ...its, _id, version: 1, number, email, passwordHash });
    await sendLink(deps, tx, _id, locale);
    tx.audit({ action: 'staff-declared', actor: by, target: _id });
    return { staffId: _id };
  });
}

const sendLink = (deps: IdentityDeps, tx: Tx, ownerId: string, locale: Locale) =>
  oweReset(deps, tx, 'staff', { ownerId, locale, expiresAt: invitationEnds(tx.now), invited: true });

/** Sends the link for the first password again; the one before is dead. Throws staff-unknown, staff-joined. */
export async function inviteStaffAgain(
  deps: IdentityDeps,
  by: string,
  staffId: string,
  locale: Locale,
): Promise<void> {
  await deps.transaction(async (tx) => {
    const member = await deps.staff.find(staffId, tx);
    if (!member) throw problems.staffUnknown();
    if (member.joinedAt) throw problems.staffJoined();
    await sendLink(deps, tx, staffId, locale);
    tx.audit({ action: 'staff-invited-again', actor: by, target: staffId });
  });
}

/**
 * Notes that somebody left: every session of hers ends at once, everywhere, and her account goes a year later. Nobody
 * takes herself away, so that somebody stays. Throws staff-unknown, not-yourself.
 *
 * @enforces 6.safeguards
 */
export async function departStaff(deps: IdentityDeps, by: string, staffId: string): Promise<void> {
  if (by === staffId) throw problems.notYourself();
  const ended = await deps.transaction(async (tx) => {
    if (!(await deps.staff.depart(tx, staffId))) throw problems.staffUnknown();
    await deps.passwordResets.staff.forget(tx, staffId);
    const sessions = [];
    for (const { _id } of await deps.staffSessions.ofOwner(tx, staffId))
      sessions.push(await revokeSession(deps, tx, 'staff', _id, 'staff-session-ended'));
    tx.schedule({ name: FORGET_STAFF, key: staffId, dueAt: endOfTerm(tx.now, keptFor).instant });
    tx.audit({ action: 'staff-departed', actor: by, target: staffId });
    return sessions;
  });
  for (const session of ended) await forgetToken(deps, session);
}
