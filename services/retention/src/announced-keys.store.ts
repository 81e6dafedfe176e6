import { type Core, holding, modelOf, type Tx } from '@kstudio/chassis';
import mongoose from 'mongoose';

interface KeyRow {
  _id: string;
  at: Date;
  times: number;
}

const clause = '5.subscription-term';
const technical = true;

export const announcedKeysHolding = holding({
  name: 'announced-keys',
  category: 'proof',
  client: null,
  global: 'The certificate keys of this system, by fingerprint.',
  schema: new mongoose.Schema({
    _id: { type: String, required: true, technical },
    at: { type: Date, required: true, clause },
    times: { type: Number, required: true, technical },
  }),
});

/** Global: the key that signs certificates is the same for every client. */
export function createAnnouncedKeysStore(db: Core['db']) {
  const model = modelOf<KeyRow>(db, announcedKeysHolding);
  return {
    /** How often this key has been announced, this time included; null: it is the one announced last. */
    async announce(tx: Tx, fingerprint: string): Promise<number | null> {
      const { session } = tx;
      const last = await model.findOne({}, null, { session, sort: { at: -1 }, lean: true });
      if (last?._id === fingerprint) return null;
      const update = { $set: { at: tx.now }, $inc: { times: 1 } };
      const options = { session, upsert: true, returnDocument: 'after', lean: true } as const;
      return (await model.findOneAndUpdate({ _id: fingerprint }, update, options))?.times ?? 1;
    },
  };
}
export type AnnouncedKeysStore = ReturnType<typeof createAnnouncedKeysStore>;
