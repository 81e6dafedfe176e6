import { purgeCalendar } from '@kstudio/charter';
import { problems as chassisProblems, type Tx } from '@kstudio/chassis';
import { archiveDoorAsked, newId, subscriptionResumed } from '@kstudio/contracts';
import { builtInYears, stateAt, ticketInstant, waitsForManager } from './client-life.ts';
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
    await comeBack(deps, tx, client);
    tx.audit({ action: 'subscription-resumed', clientId, actor: personId });
  });
}

/** Takes a request for the link to an archive's door. Every address gets the same answer, after the same work. */
export async function askForDoor(deps: AccountDeps, email: string): Promise<void> {
  await deps.mailLimit.consume(email.toLowerCase());
  const found = await deps.clients.withDoorOf(email);
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
  const { endedAt, eraseAt, company } = client;
  return {
    companyName: company.name,
    endedAt: endedAt?.toISOString() ?? null,
    eraseAt: eraseAt?.toISOString() ?? null,
    calendar: endedAt ? calendarOf(client, endedAt, deps.clock.now()) : [],
  };
}

function calendarOf(client: ClientRow, endedAt: Date, now: Date) {
  const years = client.termYears ?? builtInYears;
  const state = stateAt(client, now) === 'archive' ? 'archive' : 'ending';
  return purgeCalendar({ state, endedAt }, now, { years, since: null }).map((row) => ({
    ...row,
    startsAt: row.startsAt?.toISOString() ?? null,
  }));
}

/**
 * Through the door the manager comes back as a subscriber; everything else is as it was left. Within the grace she signs
 * in as before. An archive gives her the ticket of a new first sign-in, the same one again until it is used or over,
 * and another one then: nobody is locked out by an answer that was lost. Throws door-unknown, return-late.
 *
 * @enforces 5.subscription-term
 */
export async function returnThroughDoor(deps: AccountDeps, token: string) {
  const { _id: clientId, company } = await behind(deps, token);
  // The ticket is made outside: what a transaction gives back is kept for a request that comes twice.
  const ticketAt = await deps.transaction(async (tx) => {
    const client = await deps.clients.find(clientId, tx);
    if (!client || !hasDoor(client)) throw problems.doorUnknown();
    const at = await letBack(deps, tx, client);
    return at?.toISOString() ?? null;
  });
  const ticket = ticketAt === null ? null : deps.links.ticket(clientId, new Date(ticketAt));
  return { clientId, ticket, companyName: company.name };
}

/** Gives the instant that the manager's ticket is made of; null: she still has the means to sign in. */
async function letBack(deps: AccountDeps, tx: Tx, client: ClientRow): Promise<Date | null> {
  const { _id: clientId } = client;
  const state = stateAt(client, tx.now);
  if (state === 'active') return ticketInstant(client, tx.now) ?? (await renewTicket(deps, tx, clientId));
  const ticketAt = state === 'archive' ? tx.now : null;
  await comeBack(deps, tx, client, ticketAt);
  tx.audit({ action: 'subscription-resumed', clientId });
  return ticketAt;
}

/** The client whose door a token opens. Throws door-unknown. */
export async function behind(deps: AccountDeps, token: string): Promise<ClientRow> {
  const link = deps.links.readArchiveToken(token);
  const client = link && deps.clock.now() < link.expiresAt ? await deps.clients.find(link.clientId) : null;
  if (!client || !hasDoor(client)) throw problems.doorUnknown();
  return client;
}

/** A subscription that ended has one, and one whose manager has not come in. */
export const hasDoor = (client: ClientRow): boolean => Boolean(client.endedAt) || waitsForManager(client);

async function comeBack(
  deps: AccountDeps,
  tx: Tx,
  { _id: clientId }: ClientRow,
  ticketAt: Date | null = null,
) {
  const resumed = await deps.clients.resume(tx, clientId, { asArchive: ticketAt !== null });
  if (!resumed) throw problems.returnLate();
  tx.cancel(ARCHIVE_JOB, clientId);
  tellReturn(deps, tx, resumed, ticketAt);
}

async function renewTicket(deps: AccountDeps, tx: Tx, clientId: string): Promise<Date> {
  const renewed = await deps.clients.renewTicket(tx, clientId);
  if (!renewed) throw problems.doorUnknown();
  tellReturn(deps, tx, renewed, tx.now);
  return tx.now;
}

function tellReturn(
  { links }: Pick<AccountDeps, 'links'>,
  tx: Tx,
  { _id: clientId, version }: ClientRow,
  ticketAt: Date | null,
): void {
  const ticketHash = ticketAt && hashOf(links.ticket(clientId, ticketAt));
  tx.emit(subscriptionResumed({ clientId, version, resumedAt: tx.now.toISOString(), ticketHash }));
}
