import type { EventDraft } from '@kstudio/contracts';
import { prepareAudit, prepareOwnCollections } from '@kstudio/holdings';
import { openDatabase } from '../../../tests/support/database.ts';
import { createClock } from '../src/clock.ts';
import { prepareJobs } from '../src/jobs.ts';
import { createLog } from '../src/log.ts';
import { createTransaction } from '../src/transaction.ts';

/** A database as a service finds it, with its transaction; `emitted` holds what would go out. */
export async function startGround(name: string) {
  const { db, remove } = await openDatabase(name);
  await prepareOwnCollections(db);
  await Promise.all([prepareJobs(db), prepareAudit(db)]);
  const clock = createClock('shiftable');
  const emitted: EventDraft[] = [];
  const append = async (_session: unknown, events: readonly EventDraft[]) => {
    emitted.push(...events);
    return [];
  };
  const transaction = createTransaction(db, clock, { append, wake: () => undefined });
  return { db, clock, emitted, transaction, log: createLog(name, 'silent'), remove };
}
