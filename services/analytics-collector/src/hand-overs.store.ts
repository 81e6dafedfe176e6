import { type Core, holding, modelOf, type Tx } from '@kstudio/chassis';
import mongoose from 'mongoose';

const clause = '4.browsing-handover';
const technical = true;

export const handOverStates = ['preparing', 'ready', 'over'] as const;
export const journalActs = ['asked', 'prepared', 'downloaded', 'over'] as const;

export interface JournalLine {
  at: Date;
  act: (typeof journalActs)[number];
  personId: string | null;
}

/** A manager's request for what was collected, and everything that was done with it. Neither address nor browser. */
export interface HandOverRow {
  _id: string;
  clientId: string;
  from: string;
  to: string;
  state: (typeof handOverStates)[number];
  askedAt: Date;
  until: Date | null;
  events: number;
  /** How many are written so far, while it is being prepared. */
  written: number;
  sessions: number;
  auditRows: number;
  bytes: number;
  sha256: string | null;
  /** It is prepared again, as its next edition, when something of it must go. */
  edition: number;
  /** Names the pieces of the run that prepared it; null: there are none. */
  run: string | null;
  journal: JournalLine[];
}

export const handOversHolding = holding({
  name: 'hand-overs',
  category: 'users',
  client: 'clientId',
  schema: new mongoose.Schema({
    _id: { type: String, required: true, technical },
    clientId: { type: String, required: true, technical },
    from: { type: String, required: true, clause },
    to: { type: String, required: true, clause },
    state: { type: String, required: true, clause },
    askedAt: { type: Date, required: true, clause },
    until: { type: Date, default: null, clause },
    events: { type: Number, required: true, clause },
    written: { type: Number, required: true, technical },
    sessions: { type: Number, required: true, clause },
    auditRows: { type: Number, default: 0, clause },
    bytes: { type: Number, required: true, technical },
    sha256: { type: String, default: null, technical },
    edition: { type: Number, required: true, technical },
    run: { type: String, default: null, technical },
    journal: [
      new mongoose.Schema(
        {
          at: { type: Date, required: true, clause },
          act: { type: String, required: true, clause },
          personId: { type: String, default: null, technical },
        },
        { _id: false },
      ),
    ],
  }),
});

/** A piece of a prepared file, sealed with the hand-over's own key, which is destroyed with it. */
interface PartRow {
  _id: string;
  clientId: string;
  handOverId: string;
  /** The run that wrote it: two runs at once do not mix. */
  run: string;
  number: number;
  sealed: Buffer;
}

export const partsHolding = holding({
  name: 'hand-over-parts',
  category: 'browsing',
  client: 'clientId',
  schema: new mongoose.Schema({
    _id: { type: String, required: true, technical },
    clientId: { type: String, required: true, technical },
    handOverId: { type: String, required: true, technical },
    run: { type: String, required: true, technical },
    number: { type: Number, required: true, technical },
    sealed: { type: Buffer, required: true, clause },
  }).index({ handOverId: 1, run: 1, number: 1 }),
});

export function createHandOvers(db: Core['db']) {
  const model = modelOf<HandOverRow>(db, handOversHolding);
  const parts = modelOf<PartRow>(db, partsHolding)
    .collection as unknown as mongoose.mongo.Collection<PartRow>;
  return {
    insert: async (tx: Tx, row: HandOverRow): Promise<void> =>
      void (await model.create([row], { session: tx.session })),
    find: (clientId: string, handOverId: string) =>
      model.findOne({ _id: handOverId, clientId }).lean<HandOverRow>(),
    /** A client's, newest first. */
    listOf: (clientId: string) =>
      model.find({ clientId }).sort({ askedAt: -1 }).limit(50).lean<HandOverRow[]>(),
    isPreparing: async (clientId: string): Promise<boolean> =>
      (await model.exists({ clientId, state: 'preparing' })) !== null,
    update: async (clientId: string, handOverId: string, change: Partial<HandOverRow>): Promise<void> =>
      void (await model.updateOne({ _id: handOverId, clientId }, { $set: change })),
    /** Ends the preparation of an edition; false where it is no longer the one that is wanted. */
    ready: async (
      tx: Tx,
      { _id, clientId, edition }: HandOverRow,
      file: Partial<HandOverRow>,
    ): Promise<boolean> =>
      (
        await model.updateOne(
          { _id, clientId, edition, state: 'preparing' },
          {
            $set: { ...file, state: 'ready' },
            $push: { journal: { at: tx.now, act: 'prepared', personId: null } },
          },
          { session: tx.session },
        )
      ).modifiedCount === 1,
    /** Calls a file back, ready or not, for another edition. */
    callBack: async (clientId: string, handOverId: string): Promise<void> =>
      void (await model.updateOne(
        { _id: handOverId, clientId, state: { $ne: 'over' } },
        { $set: { state: 'preparing', written: 0, run: null }, $inc: { edition: 1 } },
      )),
    /** Global: those of any client whose file is to be made. */
    preparing: (tx: Tx) => model.find({ state: 'preparing' }).session(tx.session).lean<HandOverRow[]>(),
    note: async (clientId: string, handOverId: string, line: JournalLine): Promise<void> =>
      void (await model.updateOne({ _id: handOverId, clientId }, { $push: { journal: line } })),
    /** Global: those of any client that are there or to come, and hold this day. */
    liveWith: (day: string) =>
      model.find({ state: { $ne: 'over' }, from: { $lte: day }, to: { $gte: day } }).lean<HandOverRow[]>(),
    liveOf: (clientIds: readonly string[]) =>
      model.find({ state: { $ne: 'over' }, clientId: { $in: [...clientIds] } }).lean<HandOverRow[]>(),
    /** Global: by the id that its job carries, which names no client. */
    byId: (handOverId: string) => model.findById(handOverId).lean<HandOverRow>(),

    addPart: async ({ clientId, ...part }: Omit<PartRow, '_id'>): Promise<void> => {
      const _id = `${part.run}:${part.number}`;
      await parts.replaceOne({ _id }, { clientId, ...part }, { upsert: true });
    },
    /** The pieces of one run, in order, streamed. */
    partsOf: (clientId: string, handOverId: string, run: string): AsyncIterable<PartRow> =>
      parts.find({ clientId, handOverId, run }).sort({ number: 1 }),
    /** Deletes the pieces of every run but `keep`. */
    dropParts: async (clientId: string, handOverId: string, keep: string | null): Promise<void> =>
      void (await parts.deleteMany({ clientId, handOverId, ...(keep !== null && { run: { $ne: keep } }) })),
  };
}
export type HandOvers = ReturnType<typeof createHandOvers>;
