import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Tx } from '@kstudio/chassis';
import { addressChange, newId } from '@kstudio/contracts';
import type { AddressChangeRow } from './address-changes.store.ts';
import { confirmationEnds } from './client-life.ts';
import type { ClientRow } from './clients.store.ts';
import type { AccountDeps } from './deps.ts';
import { problems } from './problems.ts';
import type { Change } from './requests.store.ts';

export const addressLinks = ['make', 'undo'] as const;
export type AddressLink = (typeof addressLinks)[number];

/** The job that forgets a change which can be neither made nor undone any more. */
export const FORGET_ADDRESS = 'forget-address-change';

/** Who lost her address by a change can undo it for 72 hours (charter, "How we read it" 10). */
const UNDO_MS = 72 * 3_600_000;

/** The secrets of the links that make a change of address, or undo it: `<change>.<mac>`. Stored nowhere. */
export function createAddressTokens(secret: string) {
  const token = (link: AddressLink, changeId: string): string => {
    const mac = createHmac('sha256', secret).update(`address ${link}\0${changeId}`).digest('base64url');
    return `${changeId}.${mac}`;
  };
  return {
    token,
    /** The change that a token is for; undefined when it is not ours. */
    read(link: AddressLink, given: string): string | undefined {
      const changeId = given.split('.', 1)[0] ?? '';
      const [presented, right] = [Buffer.from(given), Buffer.from(token(link, changeId))];
      return presented.length === right.length && timingSafeEqual(presented, right) ? changeId : undefined;
    },
  };
}
export type AddressTokens = ReturnType<typeof createAddressTokens>;

/** A corrected address takes effect by a link sent to it, and not before (charter, "How we read it" 10). */
export async function askAddressChange(
  deps: AccountDeps,
  tx: Tx,
  { _id: clientId, version }: ClientRow,
  { path, before, after }: Change,
): Promise<void> {
  const change = {
    _id: newId(),
    path: path as AddressChangeRow['path'],
    from: String(before),
    to: String(after),
    state: 'waiting' as const,
    until: confirmationEnds(tx.now),
  };
  await deps.addressChanges.add(tx, clientId, change);
  tell(tx, { ...change, clientId, version });
}

/**
 * Follows a link: `make` puts the new address on record and tells the old one; `undo`, which the old one holds for 72
 * hours, gives it back. The address that she signs in with is another record, and stays. Throws address-link-unknown.
 *
 * @enforces 4.rectification
 */
export async function followAddressLink(deps: AccountDeps, link: AddressLink, token: string): Promise<void> {
  const changeId = deps.addressTokens.read(link, token);
  const change = changeId ? await deps.addressChanges.find(changeId) : null;
  if (!change) throw problems.addressLinkUnknown();
  await deps.transaction((tx) => (link === 'make' ? make : undo)(deps, tx, change));
}

async function make(deps: AccountDeps, tx: Tx, change: AddressChangeRow): Promise<void> {
  const { clientId, from, path, to } = change;
  if (change.state === 'made') return;
  if (change.state !== 'waiting' || change.until <= tx.now) throw problems.addressLinkUnknown();
  const until = new Date(tx.now.getTime() + UNDO_MS);
  if (!(await deps.addressChanges.enter(tx, change, { state: 'made', until })))
    throw problems.addressLinkUnknown();
  const client = await deps.clients.correct(tx, clientId, [{ path, before: from, after: to }]);
  if (!client) throw problems.addressLinkUnknown();
  tx.audit({ action: 'address-changed', clientId, target: change._id });
  tell(tx, { ...change, state: 'made', until, version: client.version });
}

async function undo(deps: AccountDeps, tx: Tx, change: AddressChangeRow): Promise<void> {
  const { clientId, from, path, to, until } = change;
  if (change.state === 'undone') return;
  if (change.state !== 'made' || until <= tx.now) throw problems.addressLinkUnknown();
  if (!(await deps.addressChanges.enter(tx, change, { state: 'undone', until })))
    throw problems.addressLinkUnknown();
  // What was changed after it falls with it: it may be the same thief's.
  await deps.addressChanges.voidAfter(tx, clientId, path, change._id);
  await deps.clients.correct(tx, clientId, [{ path, before: to, after: from }]);
  tx.audit({ action: 'address-restored', clientId, target: change._id });
}

type Told = Pick<AddressChangeRow, '_id' | 'clientId' | 'until'> & {
  state: 'waiting' | 'made';
  version: number;
};

/** The mailbox concerned is written to; when the link is over, the change is forgotten. */
function tell(tx: Tx, { _id: changeId, clientId, state, until, version }: Told): void {
  tx.emit(addressChange({ clientId, changeId, state, version, until: until.toISOString() }));
  tx.schedule({ name: FORGET_ADDRESS, key: changeId, clientId, dueAt: until });
}
