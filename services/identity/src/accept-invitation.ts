import type { Locale } from '@kstudio/charter';
import type { Tx } from '@kstudio/chassis';
import { managerJoined } from '@kstudio/contracts';
import type { IdentityDeps } from './deps.ts';
import type { Entry } from './entry.ts';
import type { InvitationRow } from './invitations.store.ts';
import { demandUsable, ticketHashOf } from './look-at-invitation.ts';
import { passwordFault } from './password-rule.ts';
import { problems } from './problems.ts';
import { startSession, userClaims } from './sessions.ts';
import type { From } from './trace-sign-in.ts';

/**
 * Uses an invitation up: who has a password gives it, who has none sets it; then she is in. Throws
 * invitation-unknown, -used, -expired, password-refused, sign-in-refused, too-many-requests.
 *
 * @enforces 2.administrator
 */
export async function acceptInvitation(
  deps: IdentityDeps,
  { ticket, password }: { ticket: string; password: string },
  locale: Locale,
  from: From,
): Promise<Entry> {
  const invitation = await deps.invitations.find(ticketHashOf(ticket));
  if (!invitation) throw problems.invitationUnknown();
  const secret = await proveOrChoose(deps, invitation, password, locale);
  const sessionId = await deps.transaction((tx) => join(deps, tx, invitation, secret, from));
  const membership = await deps.memberships.find(invitation.clientId, invitation.personId);
  if (!membership) throw problems.invitationUnknown();
  return { claims: userClaims(sessionId, membership), refresh: deps.refreshTokens.first('user', sessionId) };
}

/** The hash of a password that is chosen now, or of the one that she has and gave. */
interface Secret {
  hash: string;
  isNew: boolean;
}

async function proveOrChoose(
  deps: IdentityDeps,
  { personId }: InvitationRow,
  password: string,
  locale: Locale,
): Promise<Secret> {
  const [person, credential] = await Promise.all([
    deps.people.find(personId),
    deps.credentials.find(personId),
  ]);
  if (!person) throw problems.invitationUnknown();
  if (!credential) {
    const fault = passwordFault(password, person.email);
    if (fault) throw problems.passwordRefused(fault, locale);
    return { hash: await deps.passwords.hash(password), isNew: true };
  }
  await deps.attempts.consume(person.email);
  if (!(await deps.passwords.verify(credential.passwordHash, password))) throw problems.signInRefused();
  await deps.attempts.forgive(person.email);
  return { hash: credential.passwordHash, isNew: false };
}

async function join(
  deps: IdentityDeps,
  tx: Tx,
  invitation: InvitationRow,
  { hash, isNew }: Secret,
  from: From,
): Promise<string> {
  const { clientId, personId, _id } = invitation;
  demandUsable(invitation, tx.now);
  if (!(await deps.invitations.use(tx, _id))) throw problems.invitationUsed();
  if (isNew && (await deps.credentials.find(personId, tx))) throw problems.invitationUsed();
  if (isNew) await deps.credentials.insert(tx, personId, hash);
  else if (!(await deps.credentials.hold(tx, personId, hash))) throw problems.invitationUnknown();
  await deps.grants.give(tx, clientId, personId);
  const membership = await deps.memberships.join(tx, clientId, personId);
  if (!membership) throw problems.invitationUnknown();
  if (membership.manager) tx.emit(managerJoined({ clientId, personId, version: membership.version }));
  tx.audit({ action: 'invitation-accepted', clientId, actor: personId });
  return startSession(deps, tx, 'user', { ownerId: personId, clientId }, from);
}
