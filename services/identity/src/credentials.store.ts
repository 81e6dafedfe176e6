import type { ClauseId } from '@kstudio/charter';
import { type Core, holding, modelOf, type Tx } from '@kstudio/chassis';
import { Schema } from 'mongoose';

export interface CredentialRow {
  _id: string;
  version: number;
  passwordHash: string;
  setAt: Date;
}

/** What a person signs in with; the id is the person's. */
export const credentials = holding({
  name: 'credentials',
  category: 'access',
  client: null,
  person: '_id',
  global: 'One password for all of a person’s spaces: it goes with the last grant that she has.',
  schema: new Schema({
    _id: { type: String, required: true, technical: true },
    version: { type: Number, required: true, technical: true },
    passwordHash: { type: String, required: true, clause: '6.safeguards' as ClauseId },
    setAt: { type: Date, required: true, technical: true },
  }),
});

/** Global: a person has one password, whichever client she works for. */
export function createCredentials(db: Core['db']) {
  const model = modelOf<CredentialRow>(db, credentials);
  return {
    find: (personId: string, tx?: Tx) =>
      model
        .findById(personId)
        .session(tx?.session ?? null)
        .lean<CredentialRow>(),
    insert: async (tx: Tx, personId: string, passwordHash: string): Promise<void> =>
      void (await model.create([{ _id: personId, version: 1, passwordHash, setAt: tx.now }], {
        session: tx.session,
      })),
    remove: async (tx: Tx, personId: string): Promise<void> =>
      void (await model.deleteOne({ _id: personId }, { session: tx.session })),
    /** Another password; false: there is none to be renewed. */
    renew: async (tx: Tx, personId: string, passwordHash: string): Promise<boolean> =>
      (
        await model.updateOne(
          { _id: personId },
          { $set: { passwordHash, setAt: tx.now }, $inc: { version: 1 } },
          { session: tx.session },
        )
      ).modifiedCount === 1,
    /**
     * Marks the credential as in use by this transaction, against a purge that would take it or a change that would
     * end what begins here; false: it is gone, or no longer the one that was proved.
     */
    hold: async (tx: Tx, personId: string, passwordHash?: string): Promise<boolean> =>
      (
        await model.updateOne(
          { _id: personId, ...(passwordHash && { passwordHash }) },
          { $inc: { version: 1 } },
          { session: tx.session },
        )
      ).modifiedCount === 1,
  };
}
export type Credentials = ReturnType<typeof createCredentials>;
