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
          { $set: { passwordHash }, $inc: { version: 1 } },
          { session: tx.session },
        )
      ).modifiedCount === 1,
    /** Marks the account as in use by this transaction; false: there is none. */
    hold: async (tx: Tx, staffId: string): Promise<boolean> =>
      (
        await model.updateOne(
          { _id: staffId, departedAt: null },
          { $inc: { version: 1 } },
          { session: tx.session },
        )
      ).modifiedCount === 1,
    findByEmail: (email: string) => model.findOne({ email, departedAt: null }).lean<StaffRow>(),
  };
}
export type Staff = ReturnType<typeof createStaff>;
