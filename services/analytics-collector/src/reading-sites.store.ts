import { createHash } from 'node:crypto';
import { type Core, holding, modelOf, type Tx } from '@kstudio/chassis';
import mongoose from 'mongoose';

const technical = true;

interface ReadingSiteRow {
  _id: string;
  version: number;
  /** The SHA-256 of what names the space in an address; null: it has no site any more. */
  address: string | null;
}

export const readingSitesHolding = holding({
  name: 'reading-sites',
  category: 'contents',
  client: '_id',
  schema: new mongoose.Schema({
    _id: { type: String, required: true, technical },
    version: { type: Number, required: true, technical },
    address: { type: String, default: null, technical },
  }).index({ address: 1 }),
});

/** Whose space is read at which address: what content tells, in whatever order it comes. */
export function createReadingSites(db: Core['db']) {
  const model = modelOf<ReadingSiteRow>(db, readingSitesHolding);
  return {
    async learn(tx: Tx, clientId: string, version: number, address: string | null): Promise<void> {
      const older = { _id: clientId, version: { $lt: version } };
      const known = await model.exists({ _id: clientId }).session(tx.session);
      if (!known) await model.create([{ _id: clientId, version, address }], { session: tx.session });
      else await model.updateOne(older, { $set: { version, address } }, { session: tx.session });
    },
    /** Global: a reader comes with an address alone; it says whose space she reads. */
    async clientAt(name: string): Promise<string | null> {
      const address = createHash('sha256').update(name).digest('hex');
      return (await model.findOne({ address }).lean<ReadingSiteRow>())?._id ?? null;
    },
  };
}
export type ReadingSites = ReturnType<typeof createReadingSites>;
