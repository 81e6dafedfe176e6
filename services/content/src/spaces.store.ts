import { type Core, holding, modelOf, type Tx } from '@kstudio/chassis';
import mongoose from 'mongoose';

interface SpaceRow {
  _id: string;
  openedAt: Date | null;
  endedAt: Date | null;
}

const clause = '5.subscription-term';

export const spacesHolding = holding({
  name: 'spaces',
  category: 'contents',
  client: '_id',
  schema: new mongoose.Schema({
    _id: { type: String, required: true, technical: true },
    openedAt: { type: Date, default: null, clause },
    endedAt: { type: Date, default: null, clause },
  }),
});

/** A client's space, by the two facts that account tells about it, in whatever order they come. */
export function createSpacesStore(db: Core['db']) {
  const model = modelOf<SpaceRow>(db, spacesHolding);
  const note = async (tx: Tx, clientId: string, fact: Partial<SpaceRow>) =>
    model.findOneAndUpdate(
      { _id: clientId },
      { $set: fact },
      { session: tx.session, upsert: true, returnDocument: 'before', lean: true },
    );
  return {
    /** True when the space had not been opened before. */
    async open(tx: Tx, clientId: string, openedAt: Date): Promise<boolean> {
      const before = await note(tx, clientId, { openedAt });
      return !before?.openedAt;
    },
    end: async (tx: Tx, clientId: string, endedAt: Date): Promise<void> =>
      void (await note(tx, clientId, { endedAt })),
  };
}
export type SpacesStore = ReturnType<typeof createSpacesStore>;
