import { createHash } from 'node:crypto';
import { endOfTerm } from '@kstudio/charter';
import type { Tx } from '@kstudio/chassis';
import { type AuditPage, handOverReady, newId, ownQuestion, services, traces } from '@kstudio/contracts';
import type { CollectorDeps } from './deps.ts';
import { handOverZip } from './hand-over-zip.ts';
import type { HandOverRow } from './hand-overs.store.ts';
import { endsWithItsYear } from './open-day.ts';
import { openEvent } from './open-event.ts';
import { seal, tagOf } from './sealing.ts';
import { daysAfter, endOfDay, firstKeptDay, handOverKept, noonOf } from './terms.ts';

export const END_HAND_OVER = 'end-hand-over';
/** Far below the 16 MB that MongoDB takes as one document. */
const PART_BYTES = 1_024 * 1_024;
/** How often the manager's page is told how far it is. */
const TELL_EVERY = 1_000;

const nothing = async () => {};

export const handOverKey = (handOverId: string): string => `hand-over:${handOverId}`;

/**
 * Prepares what a manager asked for: her client's events of the range, opened, what identity noted at
 * sign-ins, and what every service's audit noted.
 * The file is kept in pieces, sealed with a key of its own. Gives what ends the job: the event by which she is told.
 *
 * @enforces 4.browsing-handover
 */
export async function prepareHandOver(
  deps: CollectorDeps,
  handOverId: string,
  edition: number,
): Promise<(tx: Tx) => Promise<void>> {
  const { handOvers, clock } = deps;
  const row = await handOvers.byId(handOverId);
  if (row?.state !== 'preparing' || row.edition !== edition) return nothing;
  const { clientId } = row;
  const now = clock.now();
  const until = row.until ?? endOfTerm(now, handOverKept).instant;
  const kept = { ...row, from: [row.from, firstKeptDay(now)].sort().at(-1)! };
  const file = await write(deps, kept, now);
  return async (tx) => {
    if (!(await handOvers.ready(tx, row, { ...file, from: kept.from, until }))) return;
    await handOvers.dropParts(clientId, handOverId, file.run);
    tx.schedule({ name: END_HAND_OVER, key: handOverId, dueAt: until, data: { handOverId } });
    // Days without an event have no other reason to end, and what else was noted on them is in the file.
    for (let day = kept.from; day <= kept.to && endOfDay(day).instant < until; day = daysAfter(day, 1))
      endsWithItsYear(tx, day);
    // Called back and made again, it is no news.
    if (row.until === null)
      tx.emit(handOverReady({ clientId, handOverId, until: until.toISOString(), version: edition }));
  };
}

type Counts = Pick<HandOverRow, 'events' | 'sessions' | 'auditRows'>;
type Written = Pick<HandOverRow, 'events' | 'written' | 'sessions' | 'auditRows' | 'bytes' | 'sha256'> & {
  run: string;
};

async function write(deps: CollectorDeps, row: HandOverRow, now: Date): Promise<Written> {
  const { _id: handOverId, clientId, from, to } = row;
  const { sealing } = await deps.dayKeys.findOrMake(handOverKey(handOverId));
  const counts: Counts = { events: 0, sessions: 0, auditRows: 0 };
  const zip = handOverZip(
    { from, to, preparedAt: now.toISOString() },
    {
      events: () => eventsOf(deps, row, counts),
      sessions: () => sessionsOf(deps, row, now, counts),
      audit: () => auditOf(deps, row, now, counts),
    },
  );
  const [run, hash] = [newId(), createHash('sha256')];
  let [bytes, number] = [0, 0];
  for await (const piece of pieces(zip)) {
    hash.update(piece);
    bytes += piece.length;
    const sealed = seal(sealing, `${run}:${number}`, piece);
    await deps.handOvers.addPart({ clientId, handOverId, run, number, sealed });
    number += 1;
  }
  return { ...counts, run, written: counts.events, bytes, sha256: hash.digest('hex') };
}

async function* eventsOf(deps: CollectorDeps, row: HandOverRow, counts: Counts) {
  const { clientId, _id, from, to } = row;
  let events = 0;
  for await (const stored of deps.events.ofClient(clientId, from, to)) {
    const opened = await openEvent(deps.dayKeys, stored);
    if (!opened) continue;
    const { visitorId, ...event } = opened;
    events += 1;
    if (events % TELL_EVERY === 0) await deps.handOvers.update(clientId, _id, { written: events });
    // A name that is hers here alone: her own id would open her page.
    const visitor = tagOf(deps.keys.handOver, `${_id} ${event.site} ${visitorId}`).slice(0, 22);
    yield { ...event, visitor };
  }
  counts.events = events;
}

/** Asked page by page: an answer on the bus is at most 256 KiB. */
async function* sessionsOf(deps: CollectorDeps, row: HandOverRow, now: Date, counts: Counts) {
  let sessions = 0;
  let after: string | null = null;
  do {
    const page: {
      traces: { sessionId: string; at: string; ipAddress: string; userAgent: string }[];
      next: string | null;
    } = await deps.ask(traces, { ...rangeOf(row, now), after }, { deadlineMs: 10_000 });
    sessions += page.traces.length;
    yield* page.traces;
    after = page.next;
  } while (after !== null);
  counts.sessions = sessions;
}

async function* auditOf(deps: CollectorDeps, row: HandOverRow, now: Date, counts: Counts) {
  let auditRows = 0;
  for (const service of services) {
    let after: string | null = null;
    do {
      const asked = { ...rangeOf(row, now), after };
      const page: AuditPage = await deps.ask(ownQuestion(service), asked, { deadlineMs: 10_000 });
      auditRows += page.rows.length;
      for (const { id: _, ...noted } of page.rows) yield { service, ...noted };
      after = page.next;
    } while (after !== null);
  }
  counts.auditRows = auditRows;
}

/** Until now at most: what is noted meanwhile would be in one form of a table and not in the other. */
const rangeOf = ({ clientId, from, to }: HandOverRow, now: Date) => ({
  clientId,
  from: startOf(from).toISOString(),
  to: new Date(Math.min(startOf(daysAfter(to, 1)).getTime(), now.getTime())).toISOString(),
});

/** The first instant of a Paris day: a term of no length ends when its day begins. */
const startOf = (day: string): Date => endOfTerm(noonOf(day), 'P0D').instant;

async function* pieces(stream: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  let held: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    held.push(chunk);
    size += chunk.length;
    if (size < PART_BYTES) continue;
    yield Buffer.concat(held);
    [held, size] = [[], 0];
  }
  if (size > 0) yield Buffer.concat(held);
}
