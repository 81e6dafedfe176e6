import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Tx } from '@kstudio/chassis';
import { emailChange, newId } from '@kstudio/contracts';
import type { IdentityDeps } from './deps.ts';
import type { EmailChangeRow } from './email-changes.store.ts';
import type { MembershipRow } from './memberships.store.ts';
import { signInEmail } from './people.store.ts';
import { problems } from './problems.ts';
import { forgetToken, revokeSession } from './sessions.ts';
import { after, invitationEnds, UNDO_SECONDS } from './terms.ts';

/** The job that forgets a change which can be neither made nor undone any more. */
export const FORGET_JOB = 'forget-email-change';

type Link = 'make' | 'undo';

/** The secret of a link that makes a change of address, or undoes it: `<change>.<mac>`. */
export function addressToken(
  { secrets }: Pick<IdentityDeps, 'secrets'>,
  link: Link,
  changeId: string,
): string {
  const mac = createHmac('sha256', secrets.addresses).update(`${link}\0${changeId}`).digest('base64url');
  return `${changeId}.${mac}`;
}

/**
 * Asks for another sign-in address, in a use case's transaction: it takes effect by a link sent to it and the person's
 * own password, and not before (charter, "How we read it" 10): whoever keeps her record never gets at her account, nor
 * into the other spaces that she signs in to. True when something changes. Throws user-not-joined.
 */
export async function askEmailChange(
  deps: IdentityDeps,
  tx: Tx,
  { clientId, personId, version, joinedAt }: MembershipRow,
  wanted: string,
): Promise<boolean> {
  const person = await deps.people.find(personId, tx);
  const to = signInEmail(wanted);
  if (!person || person.email === to) return false;
  if (!joinedAt) throw problems.userNotJoined();
  const until = invitationEnds(tx.now);
  const _id = newId();
  await deps.emailChanges.add(tx, clientId, {
    _id,
    personId,
    from: person.email,
    to,
    state: 'waiting',
    until,
  });
  tell(tx, { _id, clientId, personId, version, state: 'waiting', until });
  return true;
}

/**
 * Follows the link to the new address: with her password the person signs in by it from now on, and the old one is told.
 * Throws address-link-unknown, address-refused, sign-in-refused, too-many-requests.
 *
 * @enforces 4.users
 */
export async function makeEmailChange(
  deps: IdentityDeps,
  { token, password }: { token: string; password: string },
): Promise<void> {
  const change = await demandChange(deps, 'make', token);
  await demandPassword(deps, change, password);
  await deps.transaction((tx) => make(deps, tx, change));
}

/**
 * Follows the link that the old address holds for 72 hours: it is the sign-in's again, whatever was changed since; every
 * session of the person ends, in every space, and her password is good for nothing any more: she renews it by a link to
 * the address that she has back. Throws address-link-unknown, address-refused.
 *
 * @enforces 4.users
 */
export async function undoEmailChange(deps: IdentityDeps, token: string): Promise<void> {
  const change = await demandChange(deps, 'undo', token);
  const nobodyKnows = await deps.passwords.hash(randomBytes(32).toString('base64url'));
  const ended = await deps.transaction((tx) => undo(deps, tx, change, nobodyKnows));
  for (const session of ended) await forgetToken(deps, session);
}

async function demandChange(deps: IdentityDeps, link: Link, token: string): Promise<EmailChangeRow> {
  const changeId = token.split('.', 1)[0] ?? '';
  const change = isGenuine(deps, link, token, changeId) ? await deps.emailChanges.find(changeId) : null;
  if (!change) throw problems.addressLinkUnknown();
  return change;
}

/** Only the person herself knows it: neither who asked for the change nor who reads the new mailbox does. */
async function demandPassword(deps: IdentityDeps, { personId }: EmailChangeRow, password: string) {
  const [person, credential] = await Promise.all([
    deps.people.find(personId),
    deps.credentials.find(personId),
  ]);
  if (!person || !credential) throw problems.addressLinkUnknown();
  await deps.attempts.consume(person.email);
  if (!(await deps.passwords.verify(credential.passwordHash, password))) throw problems.passwordNotHers();
  await deps.attempts.forgive(person.email);
}

function isGenuine(deps: IdentityDeps, link: Link, token: string, changeId: string): boolean {
  const [given, right] = [Buffer.from(token), Buffer.from(addressToken(deps, link, changeId))];
  return given.length === right.length && timingSafeEqual(given, right);
}

async function make(deps: IdentityDeps, tx: Tx, change: EmailChangeRow): Promise<void> {
  const { _id, clientId, personId, from, to } = change;
  if (change.state === 'made') return;
  if (change.state !== 'waiting' || change.until <= tx.now) throw problems.addressLinkUnknown();
  if (await deps.people.findByEmail(to, tx)) throw problems.addressRefused();
  const until = after(tx.now, UNDO_SECONDS);
  const membership = await deps.memberships.find(clientId, personId, tx);
  if (!membership || !(await deps.emailChanges.enter(tx, change, { state: 'made', until })))
    throw problems.addressLinkUnknown();
  if (!(await deps.people.moveTo(tx, personId, from, to))) throw problems.addressLinkUnknown();
  tell(tx, { _id, clientId, personId, version: membership.version, state: 'made', until });
  tx.audit({ action: 'sign-in-address-changed', clientId, target: personId });
}

async function undo(deps: IdentityDeps, tx: Tx, change: EmailChangeRow, nobodyKnows: string) {
  const { _id, clientId, personId, from } = change;
  if (change.state === 'undone') return [];
  if (change.state !== 'made' || change.until <= tx.now) throw problems.addressLinkUnknown();
  if (!(await deps.emailChanges.enter(tx, change, { state: 'undone', until: change.until })))
    throw problems.addressLinkUnknown();
  const person = await deps.people.find(personId, tx);
  if (!person) throw problems.addressLinkUnknown();
  const holder = await deps.people.findByEmail(from, tx);
  if (holder && holder._id !== personId) throw problems.addressRefused();
  if (!holder) await deps.people.moveTo(tx, personId, person.email, from);
  await deps.emailChanges.voidAfter(tx, personId, _id);
  await deps.credentials.renew(tx, personId, nobodyKnows);
  await deps.passwordResets.user.forget(tx, personId);
  tx.audit({ action: 'sign-in-address-restored', clientId, target: personId });
  const ended: Awaited<ReturnType<typeof revokeSession>>[] = [];
  for (const session of await deps.sessions.ofOwner(tx, personId))
    ended.push(await revokeSession(deps, tx, 'user', session._id, 'session-ended'));
  return ended;
}

type Told = Pick<EmailChangeRow, '_id' | 'clientId' | 'personId' | 'until'> & {
  version: number;
  state: 'waiting' | 'made';
};

/** The mailbox concerned is written to; when the link is over, the change is forgotten. */
function tell(tx: Tx, { _id: changeId, until, ...rest }: Told): void {
  tx.emit(emailChange({ ...rest, changeId, until: until.toISOString() }));
  tx.schedule({ name: FORGET_JOB, key: changeId, clientId: rest.clientId, dueAt: until });
}
