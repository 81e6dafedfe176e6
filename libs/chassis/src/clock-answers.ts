import type { BusStatus } from '@kstudio/bus';
import type { Answers, ServiceName } from '@kstudio/contracts';
import type mongoose from 'mongoose';
import { type Clock, realTime } from './clock.ts';
import type { Jobs } from './jobs.ts';
import type { Log } from './log.ts';

interface ShiftRow {
  _id: 'shift';
  shiftMs: number;
}
interface ReplicaRow {
  _id: string;
  /** Real time of the last sign of life. */
  seenAt: number;
}

const BEAT_MS = 5_000;

/** The shift of this service's clock, read from its own database before anything else (invariant 10). */
export async function restoreShift(db: mongoose.Connection, clock: Clock): Promise<void> {
  const row = await db.collection<ShiftRow>('clock').findOne({ _id: 'shift' });
  if (row && row.shiftMs !== 0) clock.shiftTo(row.shiftMs);
}

/** Tells that this replica lives, so that who moves the clock knows how many answers to wait for. */
export async function startBeat(db: mongoose.Connection, replica: string, log: Log) {
  const rows = db.collection<ReplicaRow>('replicas');
  const beat = () => rows.updateOne({ _id: replica }, { $set: { seenAt: realTime.now() } }, { upsert: true });
  await beat();
  const timer = setInterval(
    () => void beat().catch((err) => log.warn({ err }, 'no sign of life written')),
    BEAT_MS,
  );
  return {
    alive: () => rows.countDocuments({ seenAt: { $gt: realTime.now() - 3 * BEAT_MS } }),
    stop: async () => {
      clearInterval(timer);
      await rows.deleteOne({ _id: replica });
      await rows.deleteMany({ seenAt: { $lt: realTime.now() - 3 * BEAT_MS } });
    },
  };
}

export interface ClockDeps {
  service: ServiceName;
  replica: string;
  db: mongoose.Connection;
  clock: Clock;
  jobs: Jobs;
  alive(): Promise<number>;
  status(): Promise<BusStatus>;
}

/** What every replica answers to whoever moves the clock of the whole system. */
export function clockAnswers({
  service,
  replica,
  db,
  clock,
  jobs,
  alive,
  status,
}: ClockDeps): Answers<'all'> {
  return {
    'all.clock.v1': async (input) => {
      if (input.command === 'set' && clock.shiftable) {
        const shift = { $set: { shiftMs: input.shiftMs } };
        await db.collection<ShiftRow>('clock').updateOne({ _id: 'shift' }, shift, { upsert: true });
        clock.shiftTo(input.shiftMs);
      }
      const ran = input.command === 'run' ? await jobs.runDue() : 0;
      const next = await jobs.nextDueAt();
      const due = next !== null && next.getTime() <= clock.now().getTime();
      return {
        service,
        replica,
        replicas: await alive(),
        shiftable: clock.shiftable,
        now: clock.now().toISOString(),
        shiftMs: clock.shiftMs,
        quiet: ran === 0 && !due && (await isQuiet(status)),
        nextDueAt: next?.toISOString() ?? null,
      };
    },
  };
}

/** Whether nothing of this replica is under way: outbox, inbox, queue, retries. */
async function isQuiet(status: ClockDeps['status']): Promise<boolean> {
  const { queues, outbox, inFlight } = await status();
  return queues !== null && queues.ready + queues.retrying + outbox.waiting + inFlight === 0;
}
