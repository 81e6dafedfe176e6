import { endOfTerm, noticeOfChange } from '@kstudio/charter';
import type { Tx } from '@kstudio/chassis';
import { charterApplied, charterNoticeDue } from '@kstudio/contracts';
import type { RetentionDeps } from './deps.ts';
import { lifeOf, stepNames, stepsAhead } from './life.ts';
import { owedTo, standingOf } from './standing.ts';
import type { Terms } from './terms.store.ts';

type Deps = Pick<RetentionDeps, 'terms' | 'charters'>;

/** The jobs that bring the charter to clients: all of them after a publication, one when a version applies to her. */
export const TELL_CLIENTS = 'tell-clients-of-charter';
export const APPLY_CHARTER = 'apply-charter';
/** Clients in one transaction, newest first. */
const STRIDE = 20;
/** Notifier sends some six mails a second: fewer are asked of it, so that no other mail waits behind these. */
const PAUSE_MS = 5_000;
const MINUTE_MS = 60_000;

/**
 * After a publication: every client in turn, with a pause where mails are owed. A second walk a minute later finds the
 * client whose opening was being written down while the first passed by.
 */
export async function tellClients(deps: Deps, tx: Tx, walk: string, before: string | null): Promise<void> {
  const clients = await deps.terms.before(tx, before, STRIDE);
  let owed = false;
  for (const client of clients) {
    const { charterNotices } = await followCharter(deps, tx, client);
    owed ||= charterNotices.length > client.charterNotices.length;
  }
  const from = (ms: number) => new Date(tx.now.getTime() + ms);
  const last = clients.length === STRIDE && clients.at(-1);
  if (last) {
    const data = { before: last.clientId };
    tx.schedule({ name: TELL_CLIENTS, key: walk, dueAt: from(owed ? PAUSE_MS : 0), data });
  } else if (walk === FIRST) {
    tx.schedule({ name: TELL_CLIENTS, key: 'second', dueAt: from(MINUTE_MS) });
  }
}

const FIRST = 'first';
export const startTelling = (tx: Tx): void => tx.schedule({ name: TELL_CLIENTS, key: FIRST, dueAt: tx.now });

/**
 * Brings one client up to date with the published charters: asks for the notices that her manager is owed, applies what
 * may apply, moves the dates of her term with it, and comes back when the next version may apply.
 * @enforces 7.change-notice
 */
export async function followCharter({ terms, charters }: Deps, tx: Tx, client: Terms): Promise<Terms> {
  const state = lifeOf(client.facts, tx.now)?.state;
  if (!state || state === 'pending') return client;
  const all = await charters.all(tx);
  const standing = standingOf({ shown: client.charterVersion, notices: client.charterNotices }, all, tx.now);
  let known = client;
  for (const { charter } of owedTo(client.charterNotices, standing)) {
    known = await terms.noteCharterNotice(tx, known, { version: charter.version, toldAt: null, by: null }, 0);
    const soonest = endOfTerm(tx.now, noticeOfChange).instant.toISOString();
    const day = endOfTerm(new Date(`${charter.effectiveOn}T12:00:00Z`), 'P0D').instant.toISOString();
    const effectiveAt = day > soonest ? day : soonest;
    const { clientId, sequence: version } = known;
    tx.emit(charterNoticeDue({ clientId, version, charterVersion: charter.version, effectiveAt }));
  }
  known = await apply(terms, tx, known, standing);
  const [next] = standing.ahead;
  const { clientId } = known;
  if (next?.appliesAt) tx.schedule({ name: APPLY_CHARTER, key: clientId, dueAt: next.appliesAt, clientId });
  else tx.cancel(APPLY_CHARTER, clientId);
  return known;
}

/** The day has come on which a version may apply to a client. */
export async function applyCharter(deps: Deps, tx: Tx, clientId: string): Promise<void> {
  const known = await deps.terms.find(clientId, tx);
  if (known) await followCharter(deps, tx, known);
}

/** Writes down what applies now, where that is something else than before, and tells it. */
async function apply(
  terms: Deps['terms'],
  tx: Tx,
  known: Terms,
  { inForce, term }: ReturnType<typeof standingOf>,
): Promise<Terms> {
  const charterVersion = inForce.charter.version;
  const same = known.charterInForce === charterVersion && known.term.years === term.years;
  if (same) return known;
  const applied = await terms.applyCharter(tx, known.clientId, charterVersion, term);
  const { clientId, sequence: version } = applied;
  tx.emit(charterApplied({ clientId, version, charterVersion, termYears: term.years }));
  scheduleSteps(tx, applied);
  return applied;
}

/** What is ahead of a client by all that is known; what was planned before is no more. */
export function scheduleSteps(tx: Tx, known: Terms): void {
  const { clientId } = known;
  for (const name of stepNames) tx.cancel(name, clientId);
  for (const { name, dueAt } of stepsAhead(known, tx.now))
    tx.schedule({ name, key: clientId, dueAt, clientId });
}
