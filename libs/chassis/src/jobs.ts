import { randomUUID } from 'node:crypto';
import { within } from '@kstudio/bus';
import type { JobDraft } from '@kstudio/holdings';
import type mongoose from 'mongoose';
import { type Clock, realTime } from './clock.ts';
import type { Log } from './log.ts';
import type { Transaction, Tx } from './transaction.ts';

export interface JobRow extends JobDraft {
  _id: string;
  /** Real time until which a replica has this job to itself. */
  leasedUntil: number;
  attempts: number;
}

/** Runs in one transaction with the job's own end; a thing outside the database brings its own idempotency key. */
export type JobHandler = (tx: Tx, job: JobRow) => Promise<void>;

/** Work that may outlast a transaction: done outside of one, again after a crash; what it gives back ends the job. */
export interface LongJob {
  work(job: JobRow): Promise<(tx: Tx) => void | Promise<void>>;
}
export type JobHandlers = Record<string, JobHandler | LongJob>;

export const jobRow = (job: JobDraft): JobRow => ({
  _id: `${job.name}:${job.key}`,
  ...job,
  leasedUntil: 0,
  attempts: 0,
});

const LEASE_MS = 30_000;
const POLL_MS = 1_000;

/** Jobs as rows `{name, dueAt}`, claimed by `clock.now()` (invariant 10: no TTL index, no cron library). */
export function startJobs(
  db: mongoose.Connection,
  clock: Clock,
  log: Log,
  transaction: Transaction,
  handlers: JobHandlers,
  leaseMs = LEASE_MS,
) {
  const rows = db.collection<JobRow>('jobs');
  const replica = randomUUID();
  let stopped = false;
  let running: Promise<number> | undefined;

  const claim = () =>
    rows.findOneAndUpdate(
      {
        dueAt: { $lte: clock.now() },
        leasedUntil: { $lt: realTime.now() },
        name: { $in: Object.keys(handlers) },
      },
      { $set: { leasedUntil: realTime.now() + leaseMs, replica }, $inc: { attempts: 1 } },
      { sort: { dueAt: 1 }, returnDocument: 'after' },
    );

  async function run(job: JobRow): Promise<void> {
    const handler = handlers[job.name]!;
    const mine = { _id: job._id, dueAt: job.dueAt, attempts: job.attempts };
    const end = typeof handler === 'function' ? handler : await keepingLease(mine, () => handler.work(job));
    await transaction(async (tx) => {
      const ended = await rows.deleteOne(mine, { session: tx.session });
      if (ended.deletedCount === 1) await end(tx, job);
    });
  }

  /** A replica that stops renewing is taken for dead, and another one begins again. */
  async function keepingLease<T>(mine: Partial<JobRow>, work: () => Promise<T>): Promise<T> {
    const renew = () => rows.updateOne(mine, { $set: { leasedUntil: realTime.now() + leaseMs } });
    const timer = setInterval(
      () => void renew().catch((error) => log.warn({ err: error }, 'a lease could not be renewed')),
      leaseMs / 3,
    );
    return work().finally(() => clearInterval(timer));
  }

  async function runDue(): Promise<number> {
    let ran = 0;
    for (let job = await claim(); job && !stopped; job = await claim()) {
      try {
        await run(job);
        ran += 1;
      } catch (error) {
        log.error({ err: error, job: job.name, attempt: job.attempts }, 'job failed, will be tried again');
        const retryIn = Math.min(1_000 * 2 ** Math.min(job.attempts, 8), 300_000);
        await rows.updateOne({ _id: job._id }, { $set: { leasedUntil: realTime.now() + retryIn } });
      }
    }
    return ran;
  }

  const drain = () => (running ??= runDue().finally(() => (running = undefined)));
  const timer = setInterval(() => {
    if (!stopped) drain().catch((error) => log.error({ err: error }, 'jobs could not be read'));
  }, POLL_MS);

  return {
    /** Runs what is due now; the number of jobs that ran. */
    runDue: async () => {
      await running?.catch(() => 0);
      return drain();
    },
    /** The instant of the earliest job, or null. */
    nextDueAt: async (): Promise<Date | null> =>
      (
        await rows
          .find({ name: { $in: Object.keys(handlers) } })
          .sort({ dueAt: 1 })
          .limit(1)
          .next()
      )?.dueAt ?? null,
    /** Takes no job any more, and waits so long at most for the one in hand: another replica begins it again. */
    stop: async (deadlineMs = 10_000) => {
      stopped = true;
      clearInterval(timer);
      const inHand = running?.catch(() => 0) ?? Promise.resolve(0);
      await within(deadlineMs, inHand, 'a job is still at work').catch((error: Error) =>
        log.warn({ reason: error.message }, 'it is begun again by another replica'),
      );
    },
  };
}
export type Jobs = ReturnType<typeof startJobs>;

/** Makes the indexes of the jobs collection. */
export async function prepareJobs(db: mongoose.Connection): Promise<void> {
  await db.collection('jobs').createIndex({ dueAt: 1 });
  await db.collection('jobs').createIndex({ clientId: 1 }, { sparse: true });
}
