import type { ClauseId } from '@kstudio/charter';
import { type Core, holding, modelOf, type Role, type Tx } from '@kstudio/chassis';
import { Schema } from 'mongoose';

/** What is wanted of a user's record, as far as it is to be another. */
export interface Wanted {
  name?: string | undefined;
  role?: Role | undefined;
  email?: string | undefined;
}
export const correctionStates = ['open', 'made', 'refused'] as const;
export type CorrectionState = (typeof correctionStates)[number];

export interface CorrectionRow {
  _id: string;
  clientId: string;
  /** Whose record. */
  personId: string;
  /** Who asked: the user herself, or the administrator who corrected it unasked. */
  askedBy: string;
  wanted: Wanted;
  /** The values that a correction replaced. */
  before?: Wanted | null;
  reason?: string | null;
  state: CorrectionState;
  askedAt: Date;
  settledAt?: Date | null;
  settledBy?: string | null;
  answer?: string | null;
}

const kept = { type: String, clause: '4.users' as ClauseId };
const record = () => new Schema({ name: kept, role: kept, email: kept }, { _id: false });

/** Corrections of users' records: what was asked, what became of it, and what stood there before. */
export const corrections = holding({
  name: 'corrections',
  category: 'users',
  client: 'clientId',
  person: 'personId',
  schema: new Schema({
    _id: { type: String, required: true, technical: true },
    clientId: { type: String, required: true, technical: true },
    personId: { type: String, required: true, technical: true },
    askedBy: { type: String, required: true, technical: true },
    wanted: { type: record(), required: true },
    before: record(),
    reason: kept,
    state: { ...kept, required: true },
    askedAt: { type: Date, required: true, clause: '4.users' as ClauseId },
    settledAt: { type: Date, clause: '4.users' as ClauseId },
    settledBy: { type: String, technical: true },
    answer: kept,
  }),
});

export function createCorrections(db: Core['db']) {
  const model = modelOf<CorrectionRow>(db, corrections);
  return {
    add: async (tx: Tx, clientId: string, row: Omit<CorrectionRow, 'clientId'>): Promise<void> =>
      void (await model.create([{ ...row, clientId }], { session: tx.session })),
    find: (tx: Tx, clientId: string, correctionId: string) =>
      model.findOne({ _id: correctionId, clientId }).session(tx.session).lean<CorrectionRow>(),
    /** From open to settled; false when it was settled before. */
    settle: async (
      tx: Tx,
      clientId: string,
      correctionId: string,
      set: Pick<CorrectionRow, 'state' | 'settledBy'> & Partial<Pick<CorrectionRow, 'before' | 'answer'>>,
    ): Promise<boolean> =>
      (
        await model.updateOne(
          { _id: correctionId, clientId, state: 'open' },
          { $set: { ...set, settledAt: tx.now } },
          { session: tx.session },
        )
      ).modifiedCount === 1,
    /** How many requests of one user wait. */
    openOf: (tx: Tx, clientId: string, personId: string) =>
      model.countDocuments({ clientId, personId, state: 'open' }).session(tx.session),
    /** The latest of a client, or of one user of it: those that wait first. */
    list: (clientId: string, personId?: string) =>
      model
        .find(personId ? { clientId, personId } : { clientId })
        .sort({ settledAt: 1, _id: -1 })
        .limit(200)
        .lean<CorrectionRow[]>(),
    forget: async (tx: Tx, clientId: string, personId: string): Promise<void> =>
      void (await model.deleteMany({ clientId, personId }, { session: tx.session })),
  };
}
export type Corrections = ReturnType<typeof createCorrections>;
