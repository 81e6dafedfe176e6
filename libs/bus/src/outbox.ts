import { setTimeout as pause } from 'node:timers/promises';
import { type EventDraft, newId } from '@kstudio/contracts';
import type mongoose from 'mongoose';
import type { Bus } from './bus.ts';
import type { Outbox, OutboxRow } from './collections.ts';
import { within } from './link.ts';
import { point } from './points.ts';
import type { Fate } from './publisher.ts';
import { exchanges } from './topology.ts';
import { activeTrace, continueTrace, nameOf } from './trace.ts';

/** `now` is the transaction's time on the shiftable clock; `correlationId` the request's id. */
export type Stamp = { now: Date; correlationId?: string };

/**
 * Adds the events of a transaction to the outbox, in that transaction. Returns what to hand to `relay.wake()` once
 * it is committed. Throws when the catalogue does not say that this service publishes them.
 */
export async function appendToOutbox(
  bus: Bus,
  outbox: Outbox,
  session: mongoose.mongo.ClientSession,
  drafts: readonly EventDraft[],
  { now: occurredAt, correlationId }: Stamp,
): Promise<OutboxRow[]> {
  const writtenAt = new Date(bus.realTime.now());
  const common = {
    occurredAt,
    writtenAt,
    readyAt: writtenAt,
    replica: bus.replica,
    correlationId,
    trace: activeTrace(),
  };
  const rows = drafts.map(({ key, data }): OutboxRow => {
    const publisher = bus.catalogue.events.find(({ event }) => event.key === key)?.publisher;
    if (publisher !== bus.service) throw new Error(`${bus.service} does not publish ${key}`);
    return { _id: newId(), key, data, ...common };
  });
  const options = { session, ignoreUndefined: true };
  if (rows.length === 1 && rows[0]) await outbox.insertOne(rows[0], options);
  else if (rows.length > 0) await outbox.insertMany(rows, options);
  return rows;
}

export type RelayStatus = {
  /** Rows that are not sent yet, whoever wrote them. */
  waiting: number;
  /** The age of the oldest of them, in milliseconds of real time. */
  oldestMs: number;
  /** Rows that the broker gave back: no queue wants them. They are tried again. */
  unroutable: number;
  /** How many times this process got one back. */
  returned: number;
};

export type Relay = {
  /** To be called after each commit that wrote events, with what `appendToOutbox` returned in it. */
  wake(committed?: readonly OutboxRow[]): void;
  /** True when no event of this replica waits. */
  idle(): Promise<boolean>;
  status(): Promise<RelayStatus>;
  /** Sends what this replica has written, for at most `deadlineMs`, then stops. */
  stop(deadlineMs?: number): Promise<void>;
};

const batch = 200;
/** What is handed over beyond this waits for the sweep. */
const mostHandedOver = 2_000;
/**
 * After each sending, so that what a busy service writes meanwhile goes out together: a quorum queue costs a
 * confirm more than a message. It brought the outbox tax from 0.84 to 0.89 (`npm run bench -- bus`).
 */
const breathMs = 20;
const sweepMs = 1_000;
/** Rows of a replica that is slow, or no more, are everybody's after this (architecture, invariant 5). */
const orphanedMs = 5_000;
/**
 * Deletions are gathered until nothing was sent for a moment, or for so long at most: a crash in between repeats
 * events, and inboxes know them. Shorter than the time after which rows are everybody's.
 */
const [markMs, longestMarkMs] = [50, 1_000];
const longestBackoffMs = 60_000;

/**
 * Starts to publish what transactions add to the outbox: at once what is handed over after the commit, and each
 * second what is found there.
 */
export function startRelay(bus: Bus, { outbox }: { outbox: Outbox }): Relay {
  const alarm = createAlarm();
  const state = { stopping: false, returned: 0, swept: false, sweepAt: 0, markAt: 0, markBy: 0 };
  const handedOver: OutboxRow[] = [];
  /** In hand, or sent and not yet deleted: not to be read again. */
  const held = new Set<string>();
  const sent: string[] = [];
  const running = run();
  bus.publishing.add(async () => {
    state.sweepAt = 0;
    alarm.ring();
  });
  return {
    wake: (committed = []) => {
      for (const row of committed) {
        if (held.has(row._id) || handedOver.length >= mostHandedOver) continue;
        held.add(row._id);
        handedOver.push(row);
      }
      alarm.ring();
    },
    idle: async () => (await outbox.findOne({ replica: bus.replica }, { projection: { _id: 1 } })) === null,
    status: () => relayStatus(bus, outbox, state.returned),
    stop: async (deadlineMs = 5_000) => {
      Object.assign(state, { stopping: true, sweepAt: 0 });
      alarm.ring();
      await within(deadlineMs, running, 'not every event was sent').catch((error: Error) =>
        bus.log.warn({ reason: error.message }, 'the outbox keeps the rest for the next process'),
      );
    },
  };

  async function run(): Promise<void> {
    let marking = Promise.resolve();
    for (;;) {
      const rows = await take().catch((error: unknown) => {
        bus.log.warn({ reason: nameOf(error) }, 'the outbox could not be read');
        return [];
      });
      if (rows.length > 0) {
        await sendOut(rows);
        if (rows.length < batch && !state.stopping) await pause(breathMs);
      } else if (state.stopping) break;
      else await alarm.next(sent.length > 0 ? markMs : sweepMs);
      const due = bus.realTime.now() >= state.markAt;
      if (sent.length >= batch || (sent.length > 0 && due)) marking = marking.then(mark);
    }
    await marking.then(mark);
  }

  /** The next rows to send: those handed over and, when it is time, those found, in turn. None while the broker is away. */
  async function take(): Promise<OutboxRow[]> {
    if (!bus.publishing.connected()) {
      for (const row of handedOver.splice(0)) held.delete(row._id);
      return [];
    }
    const now = bus.realTime.now();
    const sweeping = now >= state.sweepAt && !(state.swept && handedOver.length > 0);
    state.swept = sweeping;
    if (!sweeping) return handedOver.splice(0, batch);
    const own = { replica: bus.replica, readyAt: { $lte: new Date(state.stopping ? now : now - sweepMs) } };
    const orphaned = { readyAt: { $lte: new Date(now - orphanedMs) } };
    // Majority: a row that a fail-over could take back is not an event yet.
    const found = await outbox
      .find(
        { $or: [own, orphaned], _id: { $nin: [...held] } },
        { sort: { _id: 1 }, limit: batch, readConcern: { level: 'majority' } },
      )
      .toArray();
    if (found.length < batch) state.sweepAt = now + sweepMs;
    for (const row of found) held.add(row._id);
    return found.length > 0 ? found : handedOver.splice(0, batch);
  }

  async function sendOut(rows: OutboxRow[]): Promise<void> {
    point('outbox.read', { rows: rows.length });
    const fates = await Promise.all(rows.map((row) => publish(bus, row)));
    point('outbox.published', { rows: rows.length });
    const now = bus.realTime.now();
    if (sent.length === 0) state.markBy = now + longestMarkMs;
    state.markAt = Math.min(now + markMs, state.markBy);
    for (const [index, row] of rows.entries()) {
      if (fates[index] === 'kept') sent.push(row._id);
      else held.delete(row._id);
      if (fates[index] === 'failed') state.sweepAt = now + sweepMs;
    }
    await postpone(rows.filter((_, index) => fates[index] === 'returned'));
  }

  /** If this fails, the events are sent again. */
  async function mark(): Promise<void> {
    const ids = sent.splice(0);
    if (ids.length === 0) return;
    await outbox.deleteMany({ _id: { $in: ids } }).then(
      () => point('outbox.marked', { rows: ids.length }),
      (error: unknown) => bus.log.warn({ reason: nameOf(error) }, 'sent events could not be marked'),
    );
    for (const id of ids) held.delete(id);
  }

  async function postpone(rows: OutboxRow[]): Promise<void> {
    for (const row of rows) {
      const returns = (row.returns ?? 0) + 1;
      const readyAt = new Date(bus.realTime.now() + Math.min(longestBackoffMs, sweepMs * 2 ** (returns - 1)));
      await outbox.updateOne({ _id: row._id }, { $set: { returns, readyAt } }).catch(() => {});
      state.returned++;
      bus.log.error(
        { event: row._id, key: row.key, returns },
        'no queue wants this event: it is tried again',
      );
    }
  }
}

/** `failed`: the broker left or refused; the row stays and the next round tries again. */
async function publish(bus: Bus, row: OutboxRow): Promise<Fate | 'failed'> {
  const body = Buffer.from(JSON.stringify(row.data));
  const attributes = { 'messaging.message.id': row._id, 'messaging.destination.name': row.key };
  return continueTrace(row.trace, `${row.key} send`, 'producer', attributes, () =>
    bus.publisher.send(exchanges.events, row.key, body, {
      messageId: row._id,
      type: row.key,
      appId: bus.service,
      timestamp: Math.floor(row.occurredAt.getTime() / 1_000),
      contentType: 'application/json',
      correlationId: row.correlationId,
      headers: { ...activeTrace(), 'occurred-at': row.occurredAt.toISOString() },
    }),
  ).catch(() => 'failed' as const);
}

async function relayStatus(bus: Bus, outbox: Outbox, returned: number): Promise<RelayStatus> {
  const [waiting, oldest, unroutable] = await Promise.all([
    outbox.countDocuments({}),
    outbox.findOne({}, { sort: { _id: 1 }, projection: { writtenAt: 1 } }),
    outbox.countDocuments({ returns: { $gt: 0 } }),
  ]);
  const oldestMs = oldest ? Math.max(0, bus.realTime.now() - oldest.writtenAt.getTime()) : 0;
  return { waiting, oldestMs, unroutable, returned };
}

/** A bell that is heard also when it rang while nobody waited. */
function createAlarm() {
  let bell = Promise.withResolvers<void>();
  return {
    ring: () => bell.resolve(),
    next: async (longestMs: number) => {
      await within(longestMs, bell.promise, 'silence').catch(() => {});
      bell = Promise.withResolvers();
    },
  };
}
