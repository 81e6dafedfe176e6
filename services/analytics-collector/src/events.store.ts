import { type Core, holding, modelOf } from '@kstudio/chassis';
import mongoose from 'mongoose';

const clause = '2.browsing';
const technical = true;

/** A page viewed or a link clicked. What would tell whose it is is sealed with its day's key. */
export interface EventRow {
  /** A hash of site, visitor and the id that the browser made: the same event sent twice is one row. */
  _id: string;
  clientId: string | null;
  /** The Paris day of collection. */
  day: string;
  at: Date;
  site: string;
  page: string;
  link: string | null;
  /** The visitor by a name that only the day's key can make. */
  visitor: string;
  /** Address, visitor's id, browser's type and language. */
  sealed: Buffer;
}

export const eventsHolding = holding({
  name: 'events',
  category: 'browsing',
  client: 'clientId',
  schema: new mongoose.Schema({
    _id: { type: String, required: true, technical },
    clientId: { type: String, default: null, technical },
    day: { type: String, required: true, technical },
    at: { type: Date, required: true, clause },
    site: { type: String, required: true, clause },
    page: { type: String, required: true, clause },
    link: { type: String, default: null, clause },
    visitor: { type: String, required: true, clause },
    sealed: { type: Buffer, required: true, clause },
  })
    .index({ clientId: 1, day: 1, at: 1 })
    .index({ day: 1 })
    .index({ visitor: 1 }),
});

const DURABLE = { writeConcern: { w: 'majority', j: true }, ordered: false } as const;
const DUPLICATE = 11_000;

/** Browsing events. A page of no space belongs to no client, so rows without one are everybody's and nobody's. */
export function createEvents(db: Core['db']) {
  const rows = modelOf<EventRow>(db, eventsHolding)
    .collection as unknown as mongoose.mongo.Collection<EventRow>;
  return {
    /** Global: a batch holds rows of many clients. Durable when it resolves; what is there already stays one row. */
    async insert(batch: readonly EventRow[]): Promise<void> {
      try {
        await rows.insertMany([...batch], DURABLE);
      } catch (error) {
        const failed = [(error as { writeErrors?: { code?: number }[] }).writeErrors ?? []].flat();
        if (failed.length === 0 || failed.some(({ code }) => code !== DUPLICATE)) throw error;
      }
    },
    countOf: (clientId: string, from: string): Promise<number> =>
      rows.countDocuments({ clientId, day: { $gte: from } }),
    /** Global: how many are older than this day. */
    countBefore: (day: string): Promise<number> => rows.countDocuments({ day: { $lt: day } }),
    /** A client's events of these days, oldest first, streamed. */
    ofClient: (clientId: string, from: string, to: string): AsyncIterable<EventRow> =>
      rows.find({ clientId, day: { $gte: from, $lte: to } }).sort({ day: 1, at: 1 }),
    /** Global: a visitor's own, by the names she has on the days whose keys are there; newest first. */
    ofVisitor: (names: readonly string[], limit: number): Promise<EventRow[]> =>
      rows
        .find({ visitor: { $in: [...names] } })
        .sort({ at: -1 })
        .limit(limit)
        .toArray(),
    /** Global, as above: which clients have events of hers. */
    clientsOf: (names: readonly string[]): Promise<(string | null)[]> =>
      rows.distinct('clientId', { visitor: { $in: [...names] } }),
    /** Global, as above. Gives how many are gone. */
    eraseVisitor: async (names: readonly string[]): Promise<number> =>
      (await rows.deleteMany({ visitor: { $in: [...names] } })).deletedCount,
    /** Global: a day goes as a whole. Deletes at most `limit` rows and gives how many went. */
    async eraseDay(day: string, limit: number): Promise<number> {
      const ids = await rows.find({ day }).project<{ _id: string }>({ _id: 1 }).limit(limit).toArray();
      const { deletedCount } = await rows.deleteMany({ _id: { $in: ids.map(({ _id }) => _id) } });
      return deletedCount;
    },
  };
}
export type Events = ReturnType<typeof createEvents>;
