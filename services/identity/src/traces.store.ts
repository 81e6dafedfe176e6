import type { ClauseId } from '@kstudio/charter';
import { type Core, holding, modelOf, type Tx } from '@kstudio/chassis';
import { Schema } from 'mongoose';

const clause: ClauseId = '2.browsing';

/** What was noted when somebody signed in: category browsing, one year, part of the hand-over. */
export interface TraceRow {
  /** The session's id, by which an audit row leads here. */
  _id: string;
  clientId: string | null;
  ownerId: string;
  /** The Paris day, with which it goes. */
  day: string;
  at: Date;
  ipAddress: string;
  userAgent: string;
}

export const traces = holding({
  name: 'traces',
  category: 'browsing',
  client: 'clientId',
  person: 'ownerId',
  schema: new Schema({
    _id: { type: String, required: true, technical: true },
    clientId: { type: String, default: null, technical: true },
    ownerId: { type: String, required: true, technical: true },
    day: { type: String, required: true, technical: true },
    at: { type: Date, required: true, clause },
    ipAddress: { type: String, default: '', clause },
    userAgent: { type: String, default: '', clause },
  })
    .index({ day: 1 })
    .index({ clientId: 1, _id: 1 })
    .index({ ownerId: 1 }),
});

/** Traces of sign-ins: a user's belongs to the client she signed in to, a staff member's to none. */
export function createTraces(db: Core['db']) {
  const model = modelOf<TraceRow>(db, traces);
  return {
    insert: async (tx: Tx, row: TraceRow): Promise<void> =>
      void (await model.create([row], { session: tx.session })),
    /** A page of a client's traces, in the order of their ids. */
    pageOf: (
      clientId: string,
      { from, to, after, limit }: { from: Date; to: Date; after: string | null; limit: number },
    ) =>
      model
        .find({ clientId, at: { $gte: from, $lt: to }, ...(after && { _id: { $gt: after } }) })
        .sort({ _id: 1 })
        .limit(limit)
        .lean<TraceRow[]>(),
    /** Global: a person's own sign-ins, whichever client they were to, latest first. */
    ofOwner: (ownerId: string) => model.find({ ownerId }).sort({ at: -1 }).limit(50).lean<TraceRow[]>(),
    /** Global: what was noted when these sessions began, which are one owner's. */
    ofSessions: (ownerId: string, sessionIds: readonly string[]) =>
      model.find({ _id: { $in: sessionIds }, ownerId }).lean<TraceRow[]>(),
    /** Global: days go in their order. */
    oldestDay: async (): Promise<string | null> =>
      (await model.findOne().sort({ day: 1 }).select({ day: 1 }).lean<TraceRow>())?.day ?? null,
    /** Global, as above. */
    countOn: (day: string): Promise<number> => model.countDocuments({ day }),
    /** Global: a day goes as a whole. */
    forgetDay: async (day: string): Promise<void> => void (await model.deleteMany({ day })),
  };
}
export type Traces = ReturnType<typeof createTraces>;
