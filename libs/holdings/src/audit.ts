import { createHash, randomBytes } from 'node:crypto';
import { newId } from '@kstudio/contracts';
import type mongoose from 'mongoose';
import { purgedClients } from './purged.ts';

/** What happened, by whom, on what: ids and codes only, never a name, an address or a text. */
export interface AuditEntry {
  action: string;
  outcome?: 'done' | 'refused';
  actor?: string;
  clientId?: string;
  target?: string;
}

interface AuditRow {
  _id: string;
  at: Date;
  /** Null when erased, by a purge or after a year: the chain still verifies over `digest`. */
  details: (AuditEntry & { salt: string }) | null;
  digest: string;
  /** The certificate (until it is there: the order), or `term`. */
  erasedBy?: string;
  seq?: number;
  previous?: string;
  hash?: string;
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const digestOf = (details: AuditEntry & { salt: string }) =>
  sha256(
    JSON.stringify([
      details.salt,
      details.action,
      details.outcome,
      details.actor,
      details.clientId,
      details.target,
    ]),
  );
const hashOf = (row: AuditRow, seq: number, previous: string) =>
  sha256(JSON.stringify([seq, previous, row._id, row.at.toISOString(), row.digest]));

/** The first `previous` of every chain. */
export const GENESIS = '0'.repeat(64);

/** An unchained row for a use case's transaction; the sealer chains it within a second. */
export function auditRow(entry: AuditEntry, at: Date): AuditRow {
  const details = { outcome: 'done' as const, ...entry, salt: randomBytes(16).toString('hex') };
  return { _id: newId(), at, details, digest: digestOf(details) };
}

export interface AuditVerdict {
  rows: number;
  sealed: number;
  intact: boolean;
  /** The sequence number of the first row that does not fit. */
  brokenAt: number | null;
  head: string;
}

/** One chain per service over {seq, id, time, digest}: details and salt can be erased and it still verifies. */
export function createAudit(db: mongoose.Connection) {
  const rows = db.collection<AuditRow>('audit');
  const isPurged = purgedClients(db);
  const head = async (session: mongoose.mongo.ClientSession) => {
    const last = await rows
      .find({ seq: { $exists: true } }, { session })
      .sort({ seq: -1 })
      .limit(1)
      .next();
    return { seq: last?.seq ?? 0, hash: last?.hash ?? GENESIS };
  };
  return {
    /** Writes one row outside a use case, such as a refusal. Of a client that is purged it keeps no id at all. */
    note: async (entry: AuditEntry, at: Date): Promise<void> => {
      const { action, outcome, clientId } = entry;
      const gone = clientId !== undefined && (await isPurged(clientId));
      await rows.insertOne(auditRow(gone ? { action, ...(outcome && { outcome }) } : entry, at));
    },

    /** Whether rows wait to be chained. */
    isBehind: async (): Promise<boolean> =>
      (await rows.findOne({ seq: null as never }, { projection: { _id: 1 } })) !== null,

    /**
     * Chains what is not chained yet; returns the new head with the times of its rows, or null. Rows and the news of their head are one
     * transaction: of two sealers one goes again, and finds nothing to do.
     */
    async seal(
      session: mongoose.mongo.ClientSession,
    ): Promise<{ seq: number; head: string; times: readonly Date[] } | null> {
      const waiting = await rows
        .find({ seq: null as never }, { session })
        .sort({ _id: 1 })
        .limit(500)
        .toArray();
      if (waiting.length === 0) return null;
      let { seq, hash } = await head(session);
      const chained = waiting.map((row) => {
        const next = { seq: seq + 1, previous: hash, hash: hashOf(row, seq + 1, hash) };
        seq = next.seq;
        hash = next.hash;
        return { updateOne: { filter: { _id: row._id }, update: { $set: next } } };
      });
      await rows.bulkWrite(chained, { session });
      return { seq, head: hash, times: waiting.map(({ at }) => at) };
    },

    /** Walks the chain from its start. */
    async verify(): Promise<AuditVerdict> {
      let previous = GENESIS;
      let sealed = 0;
      let brokenAt: number | null = null;
      for await (const row of rows.find({ seq: { $exists: true } }).sort({ seq: 1 })) {
        sealed += 1;
        const fits =
          row.seq === sealed &&
          row.previous === previous &&
          row.hash === hashOf(row, sealed, previous) &&
          (row.details === null ? row.erasedBy !== undefined : row.digest === digestOf(row.details));
        if (!fits) brokenAt ??= sealed;
        previous = row.hash ?? '';
      }
      return {
        rows: await rows.countDocuments(),
        sealed,
        intact: brokenAt === null,
        brokenAt,
        head: previous,
      };
    },

    /** The latest rows, newest first, ids and actions alone. */
    list: (filter: { clientId?: string }, limit = 100) =>
      rows
        .find(filter.clientId ? { 'details.clientId': filter.clientId } : {})
        .sort({ _id: -1 })
        .limit(limit)
        .toArray(),

    /** A page of a client's rows from `from` until before `to`, oldest first. */
    pageOf: (
      clientId: string,
      { from, to, after, limit }: { from: Date; to: Date; after: string | null; limit: number },
    ) =>
      rows
        .find({
          'details.clientId': clientId,
          at: { $gte: from, $lt: to },
          ...(after && { _id: { $gt: after } }),
        })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray(),

    /** Global: erases the details of every row of before `end`, whose term is over; the chain still verifies. */
    eraseBefore: async (end: Date): Promise<number> =>
      (
        await rows.updateMany(
          { at: { $lt: end }, 'details.action': { $exists: true } },
          { $set: { details: null, erasedBy: 'term' } },
        )
      ).modifiedCount,

    /** Erases the details of a client's rows; the chain says by which order. */
    erase: async (clientId: string, orderId: string): Promise<number> =>
      (
        await rows.updateMany(
          { 'details.clientId': clientId },
          { $set: { details: null, erasedBy: orderId } },
        )
      ).modifiedCount,
  };
}
export type Audit = ReturnType<typeof createAudit>;

/** Makes the indexes of the audit collection. */
export async function prepareAudit(db: mongoose.Connection): Promise<void> {
  const rows = db.collection('audit');
  await rows.createIndex({ seq: 1, _id: 1 });
  await rows.createIndex({ seq: 1 }, { unique: true, partialFilterExpression: { seq: { $exists: true } } });
  await rows.createIndex(
    { 'details.clientId': 1, _id: 1 },
    { partialFilterExpression: { 'details.clientId': { $exists: true } } },
  );
  await rows.createIndex({ at: 1 }, { partialFilterExpression: { 'details.action': { $exists: true } } });
}
