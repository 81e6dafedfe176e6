import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Tx } from '@kstudio/chassis';
import { emailChange, newId } from '@kstudio/contracts';
import type { IdentityDeps } from './deps.ts';
import type { EmailChangeRow } from './email-changes.store.ts';
import type { MembershipRow } from './memberships.store.ts';
import { signInEmail } from './people.store.ts';
import { problems } from './problems.ts';
import { endSessions } from './remove-user.ts';
import { forgetToken } from './sessions.ts';
import { after, invitationEnds, UNDO_SECONDS } from './terms.ts';

/** The job that forgets a change which can be neither made nor undone any more. */
export const FORGET_JOB = 'forget-email-change';

export const addressLinks = ['make', 'undo'] as const;
type Link = (typeof addressLinks)[number];

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
 * Asks for another sign-in address, in a use case's transaction: it takes effect by a link sent to it, and not before
 * (charter, "How we read it" 10). True when something changes.
 */
export async function askEmailChange(
  deps: IdentityDeps,
  tx: Tx,
  { clientId, personId, version }: MembershipRow,
  wanted: string,
): Promise<boolean> {
  const person = await deps.people.find(personId, tx);
  const to = signInEmail(wanted);
  if (!person || person.email === to) return false;
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
 * Follows a link: `make` lets the person sign in with the new address from now on, and tells the old one; `undo`, which
 * the old one holds for 72 hours, gives it back and ends every session. Throws address-link-unknown, address-refused.
 *
 * @enforces 4.users
 */
export async function followAddressLink(deps: IdentityDeps, link: Link, token: string): Promise<void> {
  const changeId = token.split('.', 1)[0] ?? '';
  const change = (await isGenuine(deps, link, token, changeId))
    ? await deps.emailChanges.find(changeId)
    : null;
  if (!change) throw problems.addressLinkUnknown();
  const ended = await deps.transaction((tx) => (link === 'make' ? make : undo)(deps, tx, change));
  for (const session of ended) await forgetToken(deps, session);
}

async function isGenuine(deps: IdentityDeps, link: Link, token: string, changeId: string): Promise<boolean> {
  const [given, right] = [Buffer.from(token), Buffer.from(addressToken(deps, link, changeId))];
  return given.length === right.length && timingSafeEqual(given, right);
}

async function make(deps: IdentityDeps, tx: Tx, change: EmailChangeRow) {
  const { _id, clientId, personId, from, to } = change;
  if (change.state === 'made') return [];
  if (change.state !== 'waiting' || change.until <= tx.now) throw problems.addressLinkUnknown();
  if (await deps.people.findByEmail(to, tx)) throw problems.addressRefused();
  const until = after(tx.now, UNDO_SECONDS);
  const membership = await deps.memberships.find(clientId, personId, tx);
  if (!membership || !(await deps.emailChanges.enter(tx, change, { state: 'made', until })))
    throw problems.addressLinkUnknown();
  if (!(await deps.people.moveTo(tx, personId, from, to))) throw problems.addressLinkUnknown();
  tell(tx, { _id, clientId, personId, version: membership.version, state: 'made', until });
  tx.audit({ action: 'sign-in-address-changed', clientId, target: personId });
  return [];
}

async function undo(deps: IdentityDeps, tx: Tx, change: EmailChangeRow) {
  const { clientId, personId, from, to } = change;
  if (change.state === 'undone') return [];
  if (change.state !== 'made' || change.until <= tx.now) throw problems.addressLinkUnknown();
  if (!(await deps.emailChanges.enter(tx, change, { state: 'undone', until: change.until })))
    throw problems.addressLinkUnknown();
  if (!(await deps.people.moveTo(tx, personId, to, from))) throw problems.addressLinkUnknown();
  tx.audit({ action: 'sign-in-address-restored', clientId, target: personId });
  return endSessions(deps, tx, clientId, personId);
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
