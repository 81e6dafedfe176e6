import { isDuplicateKey, type OutboxRow, point } from '@kstudio/bus';
import type { EventDraft } from '@kstudio/contracts';
import { type AuditEntry, auditRow, type JobDraft } from '@kstudio/holdings';
import { type IdempotencyScope, idempotency, problems } from '@kstudio/http';
import type mongoose from 'mongoose';
import type { Clock } from './clock.ts';
import { jobRow } from './jobs.ts';

/** One MongoDB transaction: documents, events, audit rows and jobs are written together or not at all (invariant 5). */
export interface Tx {
  session: mongoose.mongo.ClientSession;
  now: Date;
  emit(event: EventDraft): void;
  audit(entry: AuditEntry): void;
  /** A job of the same name and key is replaced. */
  schedule(job: JobDraft): void;
  cancel(name: string, key: string): void;
}

/** Writes a transaction's events into the outbox, and wakes the relay after the commit. */
export interface Outbox {
  append(
    session: mongoose.mongo.ClientSession,
    events: readonly EventDraft[],
    now: Date,
  ): Promise<OutboxRow[]>;
  wake(committed: readonly OutboxRow[]): void;
}

export type Transaction = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

interface IdempotencyRow {
  _id: string;
  bodyHash: string;
  result: unknown;
  at: Date;
}

/**
 * Gives `transaction(work)`. `work` may run again after a write conflict, so it touches nothing but the database.
 * In an idempotent request whose key was used before, `work` does not run: its recorded result is returned.
 */
export function createTransaction(db: mongoose.Connection, clock: Clock, outbox: Outbox): Transaction {
  const keys = db.collection<IdempotencyRow>('idempotency');
  return async (work) => {
    const scope = numbered(idempotency.getStore());
    if (scope) {
      const known = await keys.findOne({ _id: scope.id });
      if (known) return replay(known, scope);
    }
    let written: OutboxRow[] = [];
    const run = async (session: mongoose.mongo.ClientSession) => {
      const pending = collect(session, clock.now());
      point('transaction.begun');
      const result = await work(pending.tx);
      written = await flush(db, outbox, pending);
      if (scope)
        await keys.insertOne(
          { _id: scope.id, bodyHash: scope.bodyHash, result, at: pending.tx.now },
          { session },
        );
      return result;
    };
    try {
      const result = await db
        .getClient()
        .withSession((session) => session.withTransaction(() => run(session)));
      point('transaction.committed');
      if (written.length > 0) outbox.wake(written);
      return result;
    } catch (error) {
      const known = scope && isDuplicateKey(error) ? await keys.findOne({ _id: scope.id }) : null;
      if (known && scope) return replay(known, scope);
      throw error;
    }
  };
}

function numbered(scope: IdempotencyScope | undefined): IdempotencyScope | undefined {
  if (!scope) return undefined;
  scope.begun += 1;
  return { ...scope, id: `${scope.id}:${scope.begun}` };
}

function replay<T>(known: IdempotencyRow, scope: IdempotencyScope): T {
  if (known.bodyHash !== scope.bodyHash) throw problems.keyReused();
  return known.result as T;
}

interface Pending {
  tx: Tx;
  events: EventDraft[];
  audits: AuditEntry[];
  jobs: JobDraft[];
  cancelled: string[];
}

function collect(session: mongoose.mongo.ClientSession, now: Date): Pending {
  const pending = { events: [], audits: [], jobs: [], cancelled: [] } as unknown as Pending;
  pending.tx = {
    session,
    now,
    emit: (event) => void pending.events.push(event),
    audit: (entry) => void pending.audits.push(entry),
    schedule: (job) => void pending.jobs.push(job),
    cancel: (name, key) => void pending.cancelled.push(`${name}:${key}`),
  };
  return pending;
}

async function flush(
  db: mongoose.Connection,
  outbox: Outbox,
  { tx, events, audits, jobs, cancelled }: Pending,
): Promise<OutboxRow[]> {
  const { session, now } = tx;
  const written = events.length > 0 ? await outbox.append(session, events, now) : [];
  if (audits.length > 0) {
    await db
      .collection('audit')
      .insertMany(audits.map((entry) => auditRow(entry, now)) as never[], { session });
  }
  for (const id of cancelled) await db.collection('jobs').deleteOne({ _id: id as never }, { session });
  for (const job of jobs) {
    const row = jobRow(job);
    await db.collection('jobs').replaceOne({ _id: row._id as never }, row, { session, upsert: true });
  }
  return written;
}
