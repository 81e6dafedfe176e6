import { type Core, holding, modelOf, type Tx } from '@kstudio/chassis';
import mongoose from 'mongoose';

const technical = true;

export const certificateKeysHolding = holding({
  name: 'certificate-keys',
  category: 'proof',
  client: null,
  global: 'The key that signs purge certificates is one for all clients.',
  schema: new mongoose.Schema({
    _id: { type: String, required: true, technical },
    announcedAt: { type: Date, required: true, clause: '5.subscription-term' },
  }),
});

/** Global: retention announces its key to everybody who writes to managers. */
export function createCertificateKeysStore(db: Core['db']) {
  const model = modelOf<{ _id: string; announcedAt: Date }>(db, certificateKeysHolding);
  return {
    async learn(tx: Tx, fingerprint: string, announcedAt: Date): Promise<void> {
      const options = { upsert: true, session: tx.session };
      await model.updateOne({ _id: fingerprint }, { $max: { announcedAt } }, options);
    },

    /** The fingerprint announced last; null: none yet. */
    async latest(): Promise<string | null> {
      return (await model.findOne().sort({ announcedAt: -1 }).lean())?._id ?? null;
    },
  };
}
export type CertificateKeysStore = ReturnType<typeof createCertificateKeysStore>;
