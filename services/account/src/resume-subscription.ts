import { purgeCalendar } from '@kstudio/charter';
import { problems as chassisProblems, type Tx } from '@kstudio/chassis';
import { archiveDoorAsked, newId, subscriptionResumed } from '@kstudio/contracts';
import { builtInYears, stateAt } from './client-life.ts';
import type { ClientRow } from './clients.store.ts';
import type { AccountDeps } from './deps.ts';
import { ARCHIVE_JOB } from './end-subscription.ts';
import { hashOf } from './links.ts';
import { problems } from './problems.ts';

/** The job that writes to the manager of an archive, or to nobody: both take as long. */
export const OPEN_DOOR = 'open-archive-door';
/** The link to an archive's door is good for an hour, as that of a forgotten password. */
const DOOR_MS = 3_600_000;

/**
 * Within the grace the manager comes back by a click: the subscription goes on as if it had not ended. Repeated, it
 * does nothing more. Throws not-found, return-late.
 *
 * @enforces 5.subscription-term
 */
export async function resumeSubscription(
  deps: AccountDeps,
  clientId: string,
  personId: string,
): Promise<void> {
  await deps.transaction(async (tx) => {
    const client = await deps.clients.find(clientId, tx);
    if (!client) throw chassisProblems.unknown();
    if (client.state === 'active') return;
    if (stateAt(client, tx.now) !== 'ending') throw problems.returnLate();
    await comeBack(deps, tx, client, null);
    tx.audit({ action: 'subscription-resumed', clientId, actor: personId });
  });
}

/** Takes a request for the link to an archive's door. Every address gets the same answer, after the same work. */
export async function askForDoor(deps: AccountDeps, email: string): Promise<void> {
  await deps.mailLimit.consume(email.toLowerCase());
  const found = await deps.clients.endedOf(email);
  await deps.transaction(async (tx) => {
    for (const clientId of found.length > 0 ? found.map(({ _id }) => _id) : [null])
      tx.schedule({ name: OPEN_DOOR, key: newId(), dueAt: tx.now, data: { clientId } });
  });
}

/** The asked link is owed to the manager, at the address of the record. */
export function openDoor(tx: Tx, clientId: unknown): void {
  if (typeof clientId !== 'string') return;
  const until = new Date(tx.now.getTime() + DOOR_MS).toISOString();
  tx.emit(archiveDoorAsked({ clientId, version: 1, until }));
}

/** The link's secret as of now; it opens the door of an archive and nothing else. */
export const doorToken = ({ links, clock }: AccountDeps, clientId: string): string =>
  links.archiveToken({ clientId, expiresAt: new Date(clock.now().getTime() + DOOR_MS) });

/** What an archive's door shows: what is kept, and what goes when. Throws door-unknown. */
export async function lookThroughDoor(deps: AccountDeps, token: string) {
  const client = await behind(deps, token);
  const [endedAt, now] = [client.endedAt!, deps.clock.now()];
  const years = client.termYears ?? builtInYears;
  const state = stateAt(client, now) === 'archive' ? 'archive' : 'ending';
  return {
    companyName: client.company.name,
    endedAt: endedAt.toISOString(),
    eraseAt: client.eraseAt?.toISOString() ?? null,
    calendar: purgeCalendar({ state, endedAt }, now, { years, since: null }).map((row) => ({
      ...row,
      startsAt: row.startsAt?.toISOString() ?? null,
    })),
  };
}

/**
 * Through the door the manager of an archive comes back as a subscriber, and gets the ticket of a new first sign-in:
 * what let her in has gone with the grace. Everything else is as it was left. Throws door-unknown, return-late.
 *
 * @enforces 5.subscription-term
 */
export async function returnThroughDoor(deps: AccountDeps, token: string) {
  const { _id: clientId, company } = await behind(deps, token);
  // The ticket is made outside: what a transaction gives back is kept for a request that comes twice.
  const resumedAt = await deps.transaction(async (tx) => {
    const client = await deps.clients.find(clientId, tx);
    if (!client?.endedAt) throw problems.doorUnknown();
    await comeBack(deps, tx, client, hashOf(deps.links.ticket(clientId, tx.now)));
    tx.audit({ action: 'subscription-resumed', clientId });
    return tx.now.toISOString();
  });
  const ticket = deps.links.ticket(clientId, new Date(resumedAt));
  return { clientId, ticket, companyName: company.name };
}

/** The client whose door a token opens. Throws door-unknown. */
export async function behind(deps: AccountDeps, token: string): Promise<ClientRow> {
  const link = deps.links.readArchiveToken(token);
  const client = link && deps.clock.now() < link.expiresAt ? await deps.clients.find(link.clientId) : null;
  if (!client?.endedAt) throw problems.doorUnknown();
  return client;
}

async function comeBack(deps: AccountDeps, tx: Tx, { _id: clientId }: ClientRow, ticketHash: string | null) {
  const resumed = await deps.clients.resume(tx, clientId);
  if (!resumed) throw problems.returnLate();
  tx.cancel(ARCHIVE_JOB, clientId);
  const { version } = resumed;
  tx.emit(subscriptionResumed({ clientId, version, resumedAt: tx.now.toISOString(), ticketHash }));
}
