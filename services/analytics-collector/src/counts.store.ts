import { type Core, holding, isDuplicate, modelOf } from '@kstudio/chassis';
import mongoose from 'mongoose';
import { browserTypes } from './browser-facts.ts';

const clause = '2.browsing';
const technical = true;

/** A counter of one day: nothing finer is kept without consent, and the database's own check refuses it. */
export interface CountRow {
  /** Its five dimensions, so that there is one row for each and no row for a visit. */
  _id: string;
  day: string;
  site: string;
  page: string;
  browserType: string;
  browserLanguage: string;
  views: number;
  /** Views that a visit began with. */
  entries: number;
}
export type Counted = Omit<CountRow, '_id' | 'views' | 'entries'>;

export const countsHolding = holding({
  name: 'daily-counts',
  category: 'browsing',
  client: null,
  global: 'Counters of a day, a page, a browser type and a language: they belong to nobody.',
  schema: new mongoose.Schema({
    _id: { type: String, required: true, technical },
    day: { type: String, required: true, technical },
    site: { type: String, required: true, clause },
    page: { type: String, required: true, clause },
    browserType: { type: String, required: true, enum: [...browserTypes], clause },
    browserLanguage: { type: String, required: true, clause },
    views: { type: Number, required: true, clause },
    entries: { type: Number, required: true, clause },
  }).index({ day: 1 }),
});

const idOf = ({ day, site, page, browserType, browserLanguage }: Counted): string =>
  [day, site, page, browserType, browserLanguage].join(' ');

/** Global: the lane of those who did not agree knows neither visitor nor client. */
export function createCounts(db: Core['db']) {
  const model = modelOf<CountRow>(db, countsHolding);
  const add = async (counted: Counted, views: number, entries: number): Promise<void> =>
    void (await model.collection.updateOne(
      { _id: idOf(counted) as never },
      { $setOnInsert: { ...counted }, $inc: { views, entries } },
      { upsert: true, writeConcern: { w: 'majority', j: true } },
    ));
  return {
    /** Adds to a counter. Two that begin the same one at once are both counted. */
    add: (counted: Counted, views: number, entries: number): Promise<void> =>
      add(counted, views, entries).catch((error: unknown) => {
        if (isDuplicate(error)) return add(counted, views, entries);
        throw error;
      }),
    /** Sums over a range of days, by one dimension, largest first. */
    sums: (by: keyof Counted, from: string, to: string, limit: number) =>
      model.aggregate<{ _id: string; views: number; entries: number }>([
        { $match: { day: { $gte: from, $lte: to } } },
        { $group: { _id: `$${by}`, views: { $sum: '$views' }, entries: { $sum: '$entries' } } },
        { $sort: by === 'day' ? { _id: 1 } : { views: -1, _id: 1 } },
        { $limit: limit },
      ]),
    eraseDay: async (day: string): Promise<void> => void (await model.deleteMany({ day })),
  };
}
export type Counts = ReturnType<typeof createCounts>;
