import { type Core, holding, modelOf, type Tx } from '@kstudio/chassis';
import { Schema } from 'mongoose';

interface CertificateKeyRow {
  _id: string;
  announcedAt: Date;
}

/** The fingerprints of the keys that sign purge certificates, as retention announced them. */
export const certificateKeys = holding({
  name: 'certificate-keys',
  category: 'proof',
  client: null,
  global: 'A public key’s fingerprint is the same for every client.',
  schema: new Schema({
    _id: { type: String, required: true, technical: true },
    announcedAt: { type: Date, required: true, technical: true },
  }),
});

/** Global: a public key's fingerprint is the same for every client. */
export function createCertificateKeys(db: Core['db']) {
  const model = modelOf<CertificateKeyRow>(db, certificateKeys);
  return {
    learn: async (tx: Tx, fingerprint: string, announcedAt: Date): Promise<void> =>
      void (await model.updateOne(
        { _id: fingerprint },
        { $setOnInsert: { announcedAt } },
        { upsert: true, session: tx.session },
      )),
    /** The fingerprint announced last; null while none was. */
    latest: async (): Promise<string | null> =>
      (await model.findOne().sort({ announcedAt: -1 }).lean<CertificateKeyRow>())?._id ?? null,
  };
}
export type CertificateKeys = ReturnType<typeof createCertificateKeys>;
