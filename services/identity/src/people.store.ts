import type { ClauseId } from '@kstudio/charter';
import { type Core, changeOne, holding, modelOf, type Tx } from '@kstudio/chassis';
import { newId } from '@kstudio/contracts';
import { Schema } from 'mongoose';

export interface PersonRow {
  _id: string;
  version: number;
  name: string;
  email: string;
}

/** A person is a sign-in; memberships tie it to clients (charter, "How we read it" 13). */
export const people = holding({
  name: 'people',
  category: 'users',
  client: null,
  person: '_id',
  global: 'A person may be in several clients’ spaces: she goes with the last of her memberships.',
  schema: new Schema({
    _id: { type: String, required: true, technical: true },
    version: { type: Number, required: true, technical: true },
    name: { type: String, required: true, clause: '2.administrator' as ClauseId },
    email: { type: String, required: true, clause: '2.administrator' as ClauseId },
  }).index({ email: 1 }, { unique: true }),
});

/** How an address is compared and kept: the sign-in's own record, apart from the subscription's. */
export const signInEmail = (email: string): string => email.trim().normalize('NFC').toLowerCase();

/** Global: a person belongs to no client; what a client may see of people goes through its memberships. */
export function createPeople(db: Core['db']) {
  const model = modelOf<PersonRow>(db, people);
  return {
    /** The person who signs in with this address: the one known, untouched, or a new one. */
    findOrAdd: async (tx: Tx, email: string, name: string): Promise<PersonRow> =>
      (await changeOne(
        model,
        { email: signInEmail(email) },
        {
          set: { $setOnInsert: { _id: newId(), name }, $inc: { version: 1 } },
          session: tx.session,
          upsert: true,
        },
      ))!,
    find: (personId: string, tx?: Tx) =>
      model
        .findById(personId)
        .session(tx?.session ?? null)
        .lean<PersonRow>(),
    findByEmail: (email: string, tx?: Tx) =>
      model
        .findOne({ email: signInEmail(email) })
        .session(tx?.session ?? null)
        .lean<PersonRow>(),
    /** From one sign-in address to another; false where the first is not hers (any more). */
    moveTo: async (tx: Tx, personId: string, from: string, to: string): Promise<boolean> =>
      (
        await model.updateOne(
          { _id: personId, email: from },
          { $set: { email: to }, $inc: { version: 1 } },
          { session: tx.session },
        )
      ).modifiedCount === 1,
    remove: async (tx: Tx, personId: string): Promise<void> =>
      void (await model.deleteOne({ _id: personId }, { session: tx.session })),
    list: (personIds: readonly string[]) => model.find({ _id: { $in: personIds } }).lean<PersonRow[]>(),
  };
}
export type People = ReturnType<typeof createPeople>;
