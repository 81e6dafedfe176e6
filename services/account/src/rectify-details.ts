import type { Tx } from '@kstudio/chassis';
import { requestSettled } from '@kstudio/contracts';
import { askAddressChange } from './change-address.ts';
import type { ClientRow } from './clients.store.ts';
import type { AccountDeps } from './deps.ts';
import { problems } from './problems.ts';
import { requestGoes } from './request-terms.ts';
import type { Change, RequestKind, RequestRow, RequestState } from './requests.store.ts';
import type { Details } from './subscription-request.ts';

/** The job that forgets a request whose term is over. */
export const FORGET_REQUEST = 'forget-request';

type Settlement = { kind: RequestKind; state: Exclude<RequestState, 'open'>; answer: string | null };

/**
 * Puts right what was given at subscription (clause 4.rectification). Only support calls it, on a registered request of
 * this client. An address waits for a link sent to it; everything else is put right at once. Throws request-unknown,
 * request-settled, identity-unchecked, nothing-to-correct.
 *
 * @enforces 4.rectification
 */
export async function rectifyDetails(
  deps: AccountDeps,
  staffId: string,
  requestId: string,
  { details, answer }: { details: Details; answer: string | null },
): Promise<{ changes: number; addressWaits: boolean }> {
  return deps.transaction(async (tx) => {
    const { request, client } = await demandKnown(deps, tx, requestId);
    const changes = differences(client, details);
    if (changes.length === 0) throw problems.nothingToCorrect();
    if (!mayChange(request, client, changes)) throw problems.billingOnly();
    const [addresses, rest] = partition(changes);
    if (rest.length > 0) await deps.clients.correct(tx, client._id, rest);
    for (const change of addresses) await askAddressChange(deps, tx, client, change);
    await settle(deps, tx, request, staffId, { kind: 'rectification', state: 'done', answer }, changes);
    return { changes: changes.length, addressWaits: addresses.length > 0 };
  });
}

/** Answers a request without a change: done, refused with the reasons, or no request at all. Throws as above. */
export async function settleRequest(
  deps: AccountDeps,
  staffId: string,
  requestId: string,
  settlement: Settlement,
): Promise<void> {
  await deps.transaction(async (tx) => {
    const request = await deps.requests.find(requestId, tx);
    if (!request) throw problems.requestUnknown();
    await settle(deps, tx, request, staffId, settlement, []);
  });
}

async function settle(
  deps: AccountDeps,
  tx: Tx,
  request: RequestRow,
  staffId: string,
  { kind, state, answer }: Settlement,
  changes: Change[],
): Promise<void> {
  const { _id: requestId } = request;
  const settled = await deps.requests.settle(tx, requestId, {
    kind,
    state,
    settledBy: staffId,
    answer,
    changes,
  });
  if (!settled) throw problems.requestSettled();
  const { clientId, receivedAt, version } = settled;
  const client = clientId ?? undefined;
  tx.audit({ action: `request-${state}`, actor: staffId, clientId: client, target: requestId });
  const dueAt = requestGoes(kind, receivedAt, tx.now);
  tx.schedule({ name: FORGET_REQUEST, key: requestId, clientId: client, dueAt });
  if (clientId && state !== 'closed')
    tx.emit(requestSettled({ clientId, requestId, version, outcome: state, fields: changes.length }));
}

async function demandKnown(deps: AccountDeps, tx: Tx, requestId: string) {
  const request = await deps.requests.find(requestId, tx);
  if (!request) throw problems.requestUnknown();
  if (request.state !== 'open') throw problems.requestSettled();
  if (!request.clientId || request.identity === 'unknown') throw problems.identityUnchecked();
  const client = await deps.clients.find(request.clientId, tx);
  if (!client) throw problems.requestUnknown();
  return { request, client };
}

/** The billing contact's mail counts for her own details only (charter, "How we read it" 10). Pure. */
function mayChange({ from, identity }: RequestRow, client: ClientRow, changes: Change[]): boolean {
  const isManager = identity === 'checked' || from === client.manager.email.toLowerCase();
  return isManager || changes.every(({ path }) => path.startsWith('billing.'));
}

const isAddress = ({ path }: Change) => path === 'manager.email' || path === 'billing.email';

function partition(changes: Change[]): [Change[], Change[]] {
  return [changes.filter(isAddress), changes.filter((change) => !isAddress(change))];
}

/** What is another than it was, by its path in the client's record. Pure. */
export function differences(
  client: Pick<ClientRow, 'company' | 'manager' | 'billing'>,
  details: Details,
): Change[] {
  return leavesOf(details).flatMap(({ path, value }) => {
    const before = valueAt(client, path);
    return same(before, value) ? [] : [{ path, before, after: value }];
  });
}

type Value = string | string[] | null;
const same = (one: Value, other: Value) => JSON.stringify(one) === JSON.stringify(other);

function leavesOf(node: object, prefix = ''): { path: string; value: Value }[] {
  return Object.entries(node).flatMap(([name, value]) => {
    const path = prefix + name;
    if (value === undefined) return [];
    if (typeof value === 'string' || Array.isArray(value) || value === null) return [{ path, value }];
    return leavesOf(value, `${path}.`);
  });
}

function valueAt(node: unknown, path: string): Value {
  let value = node;
  for (const name of path.split('.')) value = (value as Record<string, unknown> | null | undefined)?.[name];
  return (value as Value | undefined) ?? null;
}
