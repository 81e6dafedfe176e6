import { randomBytes } from 'node:crypto';
import type { EventDraft } from '@kstudio/contracts';
import { prepareAudit, prepareOwnCollections } from '@kstudio/holdings';
import mongoose from 'mongoose';
import { servers } from '../../../tests/support/servers.ts';
import { createClock } from '../src/clock.ts';
import { prepareJobs } from '../src/jobs.ts';
import { createLog } from '../src/log.ts';
import { createTransaction } from '../src/transaction.ts';

/** A database as a service finds it, with its transaction; `emitted` holds what would go out. */
export async function startGround(name: string) {
  const dbName = `${name}-${randomBytes(4).toString('hex')}`;
  const db = await mongoose.createConnection(servers().mongodbUrl, { dbName }).asPromise();
  await prepareOwnCollections(db);
  await Promise.all([prepareJobs(db), prepareAudit(db)]);
  const clock = createClock('shiftable');
  const emitted: EventDraft[] = [];
  const append = async (_session: unknown, events: readonly EventDraft[]) => {
    emitted.push(...events);
    return [];
  };
  const transaction = createTransaction(db, clock, { append, wake: () => undefined });
  const remove = async () => {
    await db.dropDatabase();
    await db.close();
  };
  return { db, clock, emitted, transaction, log: createLog(name, 'silent'), remove };
}
