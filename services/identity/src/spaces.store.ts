import type { ClauseId } from '@kstudio/charter';
import { type Core, holding, modelOf, type Tx } from '@kstudio/chassis';
import { Schema } from 'mongoose';

export interface SpaceRow {
  _id: string;
  version: number;
  accessEndsAt?: Date | null;
}

/** What identity keeps of account's facts: whose space may be entered, and until when. An older fact is ignored. */
export const spaces = holding({
  name: 'spaces',
  category: 'users',
  client: '_id',
  schema: new Schema({
    _id: { type: String, required: true, technical: true },
    version: { type: Number, required: true, technical: true },
    accessEndsAt: { type: Date, clause: '6.safeguards' as ClauseId },
  }),
});

export function createSpaces(db: Core['db']) {
  const model = modelOf<SpaceRow>(db, spaces);
  return {
    /** Takes a fact of account's, unless a newer one is known. */
    learn: async (tx: Tx, clientId: string, version: number, accessEndsAt: Date | null): Promise<void> => {
      const known = await model.findById(clientId).session(tx.session).lean<SpaceRow>();
      if (known && known.version >= version) return;
      await model.updateOne(
        { _id: clientId },
        { $set: { version, accessEndsAt } },
        { upsert: true, session: tx.session },
      );
    },
    /** Whether people of this client may be let in at `now`. */
    isOpen: async (clientId: string, now: Date, tx?: Tx): Promise<boolean> => {
      const space = await model
        .findById(clientId)
        .session(tx?.session ?? null)
        .lean<SpaceRow>();
      return space !== null && (!space.accessEndsAt || now < space.accessEndsAt);
    },
  };
}
export type Spaces = ReturnType<typeof createSpaces>;
