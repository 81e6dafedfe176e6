import type { ServiceName } from '@kstudio/contracts';
import type { System } from './system.ts';

/** How long a job is one process's own (libs/chassis, jobs). */
const leaseMs = 30_000;

/**
 * What time would do, without waiting for it: of a process that is dead, MongoDB keeps the transactions it was in, with
 * what they have written, until their lifetime is over, and the jobs it held are its own for half a minute. Call it
 * when the service has no process. Nobody else is hit, because each service runs once here.
 */
export async function endHolds({ db }: Pick<System, 'db'>, service: ServiceName): Promise<void> {
  const { client, databaseName } = db(service);
  const sessions = [{ user: service, db: databaseName }];
  await client.db('admin').command({ killAllSessions: sessions });
  await jobsOf({ db }, service).updateMany({ leasedUntil: { $gt: 0 } }, { $set: { leasedUntil: 0 } });
}

/** A job that failed often waits for minutes: longer than a lease, so nobody works at it, and it may be tried now. */
export async function endLongWaits(system: Pick<System, 'db'>, service: ServiceName): Promise<void> {
  const waiting = { leasedUntil: { $gt: Date.now() + leaseMs } };
  await jobsOf(system, service).updateMany(waiting, { $set: { leasedUntil: 0 } });
}

const jobsOf = (system: Pick<System, 'db'>, service: ServiceName) => system.db(service).collection('jobs');
