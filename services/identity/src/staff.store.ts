import type { ClauseId } from '@kstudio/charter';
import { type Core, holding, modelOf, type Tx } from '@kstudio/chassis';
import { Schema } from 'mongoose';

export interface StaffRow {
  _id: string;
  version: number;
  /** Counts up from 1: two first operators cannot be made. */
  number: number;
  name: string;
  email: string;
  role: 'support' | 'operator';
  passwordHash: string;
  /** When she chose her password; until then she has none that anybody knows. */
  joinedAt?: Date | null;
  departedAt?: Date | null;
}

const kept = { type: String, required: true, clause: '6.safeguards' as ClauseId };

/** Knowmore's own people: accounts apart from the clients' (charter, "How we read it" 15). */
export const staff = holding({
  name: 'staff',
  category: 'staff',
  client: null,
  person: '_id',
  global: 'Staff belong to Knowmore and to no client.',
  schema: new Schema({
    _id: { type: String, required: true, technical: true },
    version: { type: Number, required: true, technical: true },
    number: { type: Number, required: true, technical: true },
    name: kept,
    email: kept,
    role: kept,
    passwordHash: kept,
    joinedAt: { type: Date, technical: true },
    departedAt: { type: Date, technical: true },
  })
    .index({ email: 1 }, { unique: true })
    .index({ number: 1 }, { unique: true }),
});

/** Global: staff belong to no client. */
export function createStaff(db: Core['db']) {
  const model = modelOf<StaffRow>(db, staff);
  return {
    isEmpty: async (tx?: Tx): Promise<boolean> =>
      (await model.exists({}).session(tx?.session ?? null)) === null,
    insert: async (tx: Tx, row: StaffRow): Promise<void> =>
      void (await model.create([row], { session: tx.session })),
    find: (staffId: string, tx?: Tx) =>
      model
        .findOne({ _id: staffId, departedAt: null })
        .session(tx?.session ?? null)
        .lean<StaffRow>(),
    /** Another password; false: there is no such account. */
    renew: async (tx: Tx, staffId: string, passwordHash: string): Promise<boolean> =>
      (
        await model.updateOne(
          { _id: staffId, departedAt: null },
          { $set: { passwordHash }, $min: { joinedAt: tx.now }, $inc: { version: 1 } },
          { session: tx.session },
        )
      ).modifiedCount === 1,
    /** Those who are here, in the order in which they came. */
    all: () => model.find({ departedAt: null }).sort({ number: 1 }).lean<StaffRow[]>(),
    /** The number of the next. */
    nextNumber: async (tx: Tx): Promise<number> =>
      ((await model.findOne().sort({ number: -1 }).session(tx.session).lean<StaffRow>())?.number ?? 0) + 1,
    /** From here to departed; false: there is no such account. */
    depart: async (tx: Tx, staffId: string): Promise<boolean> =>
      (
        await model.updateOne(
          { _id: staffId, departedAt: null },
          { $set: { departedAt: tx.now }, $inc: { version: 1 } },
          { session: tx.session },
        )
      ).modifiedCount === 1,
    /** Somebody of this address who departed, and comes back as somebody new. */
    forgetDeparted: async (tx: Tx, email: string): Promise<void> =>
      void (await model.deleteMany({ email, departedAt: { $ne: null } }, { session: tx.session })),
    /** Her year is over; who is here stays. */
    forget: async (tx: Tx, staffId: string): Promise<void> =>
      void (await model.deleteOne({ _id: staffId, departedAt: { $ne: null } }, { session: tx.session })),
    /** Marks the account as in use by this transaction; false: there is none, or with another password. */
    hold: async (tx: Tx, staffId: string, passwordHash?: string): Promise<boolean> =>
      (
        await model.updateOne(
          { _id: staffId, departedAt: null, ...(passwordHash && { passwordHash }) },
          { $inc: { version: 1 } },
          { session: tx.session },
        )
      ).modifiedCount === 1,
    findByEmail: (email: string) => model.findOne({ email, departedAt: null }).lean<StaffRow>(),
  };
}
export type Staff = ReturnType<typeof createStaff>;
