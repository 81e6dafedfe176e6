import { requestReceived } from '@kstudio/contracts';
import { stateAt } from './client-life.ts';
import type { AccountDeps } from './deps.ts';
import { givenValues } from './given.ts';
import { problems } from './problems.ts';
import { extendedDue, mayExtend } from './request-terms.ts';
import type { RequestRow } from './requests.store.ts';

const facts = (row: RequestRow) => ({
  requestId: row._id,
  via: row.via,
  kind: row.kind,
  state: row.state,
  receivedAt: row.receivedAt.toISOString(),
  dueAt: row.dueAt.toISOString(),
  extendedBecause: row.extendedBecause ?? null,
  text: row.text,
  changes: row.changes.map(({ path, before, after }) => ({
    path,
    before: before ?? null,
    after: after ?? null,
  })),
  settledAt: row.settledAt?.toISOString() ?? null,
  answer: row.answer ?? null,
});

/** What a client asked of support, and what became of it: what was, what is, when and why (4.rectification). */
export async function showClientRequests(deps: AccountDeps, clientId: string) {
  return (await deps.requests.listOf(clientId)).map(facts);
}

const line = (row: RequestRow, now: Date) => ({
  late: row.state === 'open' && row.dueAt <= now,
  ...facts(row),
  clientId: row.clientId ?? null,
  from: row.from,
  subject: row.subject,
  identity: row.identity,
  checkedHow: row.checkedHow ?? null,
});

/** Every request for support, what is due first. */
export async function listRequests(deps: AccountDeps) {
  const now = deps.clock.now();
  return (await deps.requests.list()).map((row) => line(row, now));
}

/** One request with what is on record of its client alone: support reads a client on a registered request (audited). */
export async function showRequest(deps: AccountDeps, staffId: string, requestId: string) {
  const [row, now] = [await deps.requests.find(requestId), deps.clock.now()];
  if (!row) throw problems.requestUnknown();
  const client = row.clientId ? await deps.clients.find(row.clientId) : null;
  if (client) {
    const entry = {
      action: 'client-read-by-support',
      actor: staffId,
      clientId: client._id,
      target: requestId,
    };
    await deps.audit.note(entry, now);
  }
  return {
    ...line(row, now),
    companyName: client && stateAt(client, now) !== 'archive' ? client.company.name : null,
    // An archive is read by nobody: its values can be corrected once she has come back.
    given:
      client && stateAt(client, now) !== 'archive'
        ? givenValues(client, 'fr').map(({ path, value }) => ({ path, value }))
        : [],
  };
}

/** Staff made sure who wrote, and how. Throws request-unknown, request-settled. */
export async function identifySender(
  deps: AccountDeps,
  staffId: string,
  requestId: string,
  { clientId, how }: { clientId: string; how: string },
): Promise<void> {
  await deps.transaction(async (tx) => {
    if (!(await deps.clients.find(clientId, tx))) throw problems.requestUnknown();
    if (!(await deps.requests.identify(tx, requestId, clientId, how))) throw problems.requestSettled();
    tx.audit({ action: 'request-identified', actor: staffId, clientId, target: requestId });
  });
}

/**
 * Takes two months more, inside the first month alone, and says so to the client with the reasons (GDPR 12(3)). Throws
 * request-unknown, extension-late.
 *
 * @enforces law.answer
 */
export async function extendRequest(
  deps: AccountDeps,
  staffId: string,
  requestId: string,
  because: string,
): Promise<{ dueAt: string }> {
  return deps.transaction(async (tx) => {
    const request = await deps.requests.find(requestId, tx);
    if (!request) throw problems.requestUnknown();
    if (!mayExtend(request, tx.now)) throw problems.extensionLate();
    const dueAt = extendedDue(request.dueAt);
    if (!(await deps.requests.extend(tx, requestId, dueAt, because))) throw problems.requestSettled();
    const clientId = request.clientId ?? undefined;
    tx.audit({ action: 'request-extended', actor: staffId, clientId, target: requestId });
    if (clientId)
      tx.emit(
        requestReceived({
          clientId,
          requestId,
          version: request.version + 1,
          dueAt: dueAt.toISOString(),
          extended: true,
        }),
      );
    return { dueAt: dueAt.toISOString() };
  });
}
