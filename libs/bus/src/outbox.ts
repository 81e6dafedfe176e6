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
 * Adds the events of a transaction to the outbox, in that transaction, and returns their ids. Throws when the
 * catalogue does not say that this service publishes them.
 */
export async function appendToOutbox(
  bus: Bus,
  outbox: Outbox,
  session: mongoose.mongo.ClientSession,
  drafts: readonly EventDraft[],
  stamp: Stamp,
): Promise<string[]> {
  const trace = activeTrace();
  const writtenAt = new Date(bus.realTime.now());
  const rows = drafts.map((draft): OutboxRow => {
    const row = bus.catalogue.events.find(({ event }) => event.key === draft.key);
    if (row?.publisher !== bus.service) throw new Error(`${bus.service} does not publish ${draft.key}`);
    const { now: occurredAt, correlationId } = stamp;
    const times = { occurredAt, writtenAt, readyAt: writtenAt };
    return {
      _id: newId(),
      key: draft.key,
      data: draft.data,
      ...times,
      replica: bus.replica,
      correlationId,
      trace,
    };
  });
  if (rows.length > 0) await outbox.insertMany(rows, { session, ignoreUndefined: true });
  return rows.map((row) => row._id);
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
  /** To be called after each commit that wrote an event. */
  wake(): void;
  /** True when no event of this replica waits. */
  idle(): Promise<boolean>;
  status(): Promise<RelayStatus>;
  /** Sends what this replica has written, for at most `deadlineMs`, then stops. */
  stop(deadlineMs?: number): Promise<void>;
};

const batch = 200;
const mostLeaving = 5 * batch;
const sweepMs = 1_000;
/** Rows of a replica that is slow, or no more, are everybody's after this (architecture, invariant 5). */
const orphanedMs = 5_000;
const longestBackoffMs = 60_000;

/** Starts to publish what transactions add to the outbox: when woken, and each second. */
export function startRelay(bus: Bus, { outbox }: { outbox: Outbox }): Relay {
  const alarm = createAlarm();
  const state = { stopping: false, returned: 0, sweptAt: 0 };
  const mine = { replica: bus.replica };
  /** Sent, and being deleted: a majority read shows them until that is done. */
  const leaving = new Map<string, Promise<void>>();
  const running = run();
  return {
    wake: alarm.ring,
    idle: async () => (await outbox.findOne(mine, { projection: { _id: 1 } })) === null,
    status: () => relayStatus(bus, outbox, state.returned),
    stop: async (deadlineMs = 5_000) => {
      state.stopping = true;
      alarm.ring();
      await within(deadlineMs, running, 'not every event was sent').catch((error: Error) =>
        bus.log.warn({ reason: error.message }, 'the outbox keeps the rest for the next process'),
      );
    },
  };

  async function run(): Promise<void> {
    for (;;) {
      const sent = await round().catch((error: unknown) => {
        bus.log.warn({ reason: nameOf(error) }, 'the outbox could not be read');
        return 0;
      });
      if (sent > 0) continue;
      if (state.stopping) break;
      await alarm.next(sweepMs);
    }
    await Promise.all(leaving.values());
  }

  /** One batch: how many events the broker keeps now. */
  async function round(): Promise<number> {
    if (!bus.publishing.connected()) return 0;
    if (leaving.size >= mostLeaving) await Promise.race(leaving.values());
    const rows = await read();
    if (rows.length === 0) return 0;
    point('outbox.read', { rows: rows.length });
    const fates = await Promise.all(rows.map((row) => publish(bus, row)));
    point('outbox.published', { rows: rows.length });
    const kept = rows.filter((_, index) => fates[index] === 'kept').map((row) => row._id);
    forget(kept);
    await postpone(rows.filter((_, index) => fates[index] === 'returned'));
    return kept.length;
  }

  /** Majority: a row that a fail-over could take back is not an event yet. */
  async function read(): Promise<OutboxRow[]> {
    const now = bus.realTime.now();
    const own = { ...mine, readyAt: { $lte: new Date(now) } };
    const orphaned = { readyAt: { $lte: new Date(now - orphanedMs) } };
    const sweeping = now - state.sweptAt >= sweepMs;
    if (sweeping) state.sweptAt = now;
    const wanted = { ...(sweeping ? { $or: [own, orphaned] } : own), _id: { $nin: [...leaving.keys()] } };
    return outbox.find(wanted, { limit: batch, readConcern: { level: 'majority' } }).toArray();
  }

  /** The next batch does not wait for this. If it fails, the rows are sent again, and inboxes know them. */
  function forget(ids: string[]): void {
    if (ids.length === 0) return;
    const gone = outbox
      .deleteMany({ _id: { $in: ids } })
      .then(() => point('outbox.marked', { rows: ids.length }))
      .catch((error: unknown) => bus.log.warn({ reason: nameOf(error) }, 'sent events could not be marked'))
      .then(() => ids.forEach((id) => leaving.delete(id)));
    for (const id of ids) leaving.set(id, gone);
  }

  async function postpone(rows: OutboxRow[]): Promise<void> {
    for (const row of rows) {
      const returns = (row.returns ?? 0) + 1;
      const readyAt = new Date(bus.realTime.now() + Math.min(longestBackoffMs, sweepMs * 2 ** (returns - 1)));
      await outbox.updateOne({ _id: row._id }, { $set: { returns, readyAt } });
      state.returned++;
      bus.log.error(
        { event: row._id, key: row.key, returns },
        'no queue wants this event: it is kept and tried again',
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
  let rung = false;
  let hear: (() => void) | null = null;
  return {
    ring: () => {
      rung = true;
      hear?.();
    },
    next: async (longestMs: number) => {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, longestMs);
          hear = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      hear = null;
      rung = false;
    },
  };
}
