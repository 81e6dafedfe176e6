import { type Core, holding, modelOf, type Tx } from '@kstudio/chassis';
import { newId } from '@kstudio/contracts';
import mongoose from 'mongoose';

type Session = mongoose.mongo.ClientSession;

/** Why a version was kept; `sitting`: before somebody went on after a pause, or after an hour of writing. */
export const versionReasons = [
  'opened',
  'created',
  'sitting',
  'written',
  'named',
  'restored',
  'published',
] as const;
export type VersionReason = (typeof versionReasons)[number];

export interface Version {
  number: number;
  at: Date;
  reason: VersionReason;
  name: string | null;
}
/** An update of the log, or all that it said up to a number. */
export interface Logged {
  number: number;
  update: Uint8Array;
}
export interface OfContent {
  clientId: string;
  contentId: string;
}
type UpdateRow = OfContent & { _id: string; number: number; at: Date; update: Buffer };
type VersionRow = OfContent & Version & { _id: string; snapshot: Buffer };
type StateRow = { _id: string; clientId: string; upTo: number; state: Buffer };

const clause = '2.contents';
const technical = true;
const id = { type: String, required: true, technical };
const number = { type: Number, required: true, technical };
const date = { type: Date, required: true, clause };
const bytes = { type: Buffer, required: true, clause };

/** The log: every save appends an update of the document (Yjs), and nothing is overwritten. */
const updates = new mongoose.Schema({
  _id: id,
  clientId: id,
  contentId: id,
  number,
  at: date,
  update: bytes,
});
updates.index({ contentId: 1, number: 1 }, { unique: true });
export const updatesHolding = holding({
  name: 'updates',
  category: 'contents',
  client: 'clientId',
  schema: updates,
});

/** What the beginning of a long log says, in the place of that beginning. */
export const statesHolding = holding({
  name: 'states',
  category: 'contents',
  client: 'clientId',
  schema: new mongoose.Schema({ _id: id, clientId: id, upTo: number, state: bytes }),
});

/** Versions: the whole document at a moment, to be seen and restored. */
const versions = new mongoose.Schema({
  _id: id,
  clientId: id,
  contentId: id,
  number,
  at: date,
  reason: { type: String, required: true, clause },
  name: { type: String, default: null, clause },
  snapshot: bytes,
});
versions.index({ contentId: 1, number: 1 }, { unique: true });
export const versionsHolding = holding({
  name: 'versions',
  category: 'contents',
  client: 'clientId',
  schema: versions,
});

/** The log of each content, with what stands for its beginning, and its versions. */
export function createLogStore(db: Core['db']) {
  const log = modelOf<UpdateRow>(db, updatesHolding);
  const states = modelOf<StateRow>(db, statesHolding);
  const snapshots = modelOf<VersionRow>(db, versionsHolding);

  /** The log is read before its beginning: what is folded in meanwhile comes twice, which Yjs does not mind. */
  async function since(clientId: string, contentId: string, after: number, session?: Session) {
    const options = session ? { session } : {};
    const tail = await log
      .find({ clientId, contentId, number: { $gt: after } }, { number: 1, update: 1 }, options)
      .sort({ number: 1 })
      .lean();
    const state = await states.findOne({ _id: contentId, clientId }, null, options).lean();
    const begin = state && state.upTo > after ? state : null;
    return [
      ...(begin ? [{ number: begin.upTo, update: bytesIn(begin.state) }] : []),
      ...tail
        .filter((row) => row.number > (begin?.upTo ?? after))
        .map((row) => ({ number: row.number, update: bytesIn(row.update) })),
    ];
  }

  return {
    /** What was logged after a number, in order; the beginning of a long log as one. */
    since: (clientId: string, contentId: string, after: number): Promise<Logged[]> =>
      since(clientId, contentId, after),

    /** The document's updates since its beginning, in order. */
    async updatesOf(clientId: string, contentId: string, session?: Session): Promise<Uint8Array[]> {
      return (await since(clientId, contentId, 0, session)).map(({ update }) => update);
    },

    /** All versions, newest first, or the latest of them. */
    async versionsOf(clientId: string, contentId: string, latest = 0): Promise<Version[]> {
      const rows = await snapshots
        .find({ clientId, contentId }, { number: 1, at: 1, reason: 1, name: 1 })
        .sort({ number: -1 })
        .limit(latest)
        .lean();
      return rows.map(({ number: its, at, reason, name }) => ({
        number: its,
        at,
        reason,
        name: name ?? null,
      }));
    },

    /** The whole document as it was at a version; null where there is no such version. */
    async versionAt(clientId: string, contentId: string, version: number): Promise<Uint8Array | null> {
      const row = await snapshots.findOne({ clientId, contentId, number: version }, { snapshot: 1 }).lean();
      return row && bytesIn(row.snapshot);
    },

    /** Appends to the log. The caller took the number from the content's row, in the same transaction. */
    async log(tx: Tx, { clientId, contentId }: OfContent, { number: its, update }: Logged): Promise<void> {
      const row = { _id: newId(), clientId, contentId, number: its, at: tx.now, update: Buffer.from(update) };
      await log.create([row], { session: tx.session });
    },

    /** Folds the log up to a number into what it says. */
    async fold(tx: Tx, { clientId, contentId }: OfContent, upTo: number, state: Uint8Array): Promise<void> {
      const { session } = tx;
      const row = { clientId, upTo, state: Buffer.from(state) };
      await states.updateOne({ _id: contentId, clientId }, { $set: row }, { session, upsert: true });
      await log.deleteMany({ clientId, contentId, number: { $lte: upTo } }, { session });
    },

    /** Keeps the whole document as a version. */
    async keepVersion(
      tx: Tx,
      { clientId, contentId }: OfContent,
      version: Omit<Version, 'at'> & { snapshot: Uint8Array },
    ): Promise<void> {
      const { snapshot, ...rest } = version;
      const row = { _id: newId(), clientId, contentId, at: tx.now, ...rest, snapshot: Buffer.from(snapshot) };
      await snapshots.create([row], { session: tx.session });
    },

    /** Everything that was ever logged of a content is gone. */
    async forget(tx: Tx, clientId: string, contentId: string): Promise<void> {
      const { session } = tx;
      await log.deleteMany({ clientId, contentId }, { session });
      await snapshots.deleteMany({ clientId, contentId }, { session });
      await states.deleteOne({ _id: contentId, clientId }, { session });
    },

    /** Global: says of which content something was logged, whichever replica did it; `over` when that ends. */
    watch(told: (contentId: string) => void, over: () => void): { stop(): Promise<void> } {
      const stream = log.collection.watch(
        [
          { $match: { operationType: 'insert' } },
          { $project: { 'fullDocument.contentId': 1, operationType: 1 } },
        ],
        {},
      );
      stream.on('change', (change) => {
        const { contentId } = ((change as { fullDocument?: UpdateRow }).fullDocument ??
          {}) as Partial<OfContent>;
        if (contentId) told(contentId);
      });
      stream.once(
        'error',
        () =>
          void stream
            .close()
            .catch(() => undefined)
            .then(over),
      );
      return { stop: () => stream.close() };
    },
  };
}

/** Lean documents hold BSON binaries where the type says Buffer. */
export function bytesIn(value: Buffer | mongoose.mongo.Binary): Uint8Array {
  return value instanceof mongoose.mongo.Binary ? (value.value() as Uint8Array) : value;
}
