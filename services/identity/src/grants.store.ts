import { type Core, holding, modelOf, type Tx } from '@kstudio/chassis';
import { newId } from '@kstudio/contracts';
import { Schema } from 'mongoose';
import { credentials } from './credentials.store.ts';
import { onlyHere } from './only-here.ts';
import { passwordResets } from './password-resets.store.ts';

export interface GrantRow {
  _id: string;
  clientId: string;
  personId: string;
  grantedAt: Date;
}

/**
 * What lets a person into a client's space. Memberships stay for the five years; grants go with the means of
 * sign-in, at the end of the grace, and her password with the last of them (charter, "How we read it" 8).
 */
export const grants = holding({
  name: 'grants',
  category: 'access',
  client: 'clientId',
  person: 'personId',
  schema: new Schema({
    _id: { type: String, required: true, technical: true },
    clientId: { type: String, required: true, technical: true },
    personId: { type: String, required: true, technical: true },
    grantedAt: { type: Date, required: true, technical: true },
  })
    .index({ clientId: 1, personId: 1 }, { unique: true })
    .index({ personId: 1 }),
  takesAlong: (db, clientId, personIds) =>
    onlyHere(db, 'grants', clientId, personIds, [credentials, passwordResets]),
});

export function createGrants(db: Core['db']) {
  const model = modelOf<GrantRow>(db, grants);
  return {
    give: async (tx: Tx, clientId: string, personId: string): Promise<void> =>
      void (await model.updateOne(
        { clientId, personId },
        { $setOnInsert: { _id: newId(), grantedAt: tx.now } },
        { upsert: true, session: tx.session },
      )),
    remove: async (tx: Tx, clientId: string, personId: string): Promise<void> =>
      void (await model.deleteOne({ clientId, personId }, { session: tx.session })),
    has: async (clientId: string, personId: string, tx?: Tx): Promise<boolean> =>
      (await model.exists({ clientId, personId }).session(tx?.session ?? null)) !== null,
    /** Global: the clients that a person may enter, the first that let her in first. */
    clientsOf: async (personId: string): Promise<string[]> =>
      (await model.find({ personId }).sort({ _id: 1 }).lean<GrantRow[]>()).map(({ clientId }) => clientId),
  };
}
export type Grants = ReturnType<typeof createGrants>;
