import { type Core, holding, modelOf, type Tx } from '@kstudio/chassis';
import type { Certificate } from '@kstudio/verify';
import mongoose from 'mongoose';

interface CertificateRow {
  _id: string;
  orderId: string;
  issuedAt: Date;
  fetchableUntil: Date;
  document: string;
}

const clause = '5.subscription-term';
const technical = true;

export const certificatesHolding = holding({
  name: 'certificates',
  category: 'proof',
  client: null,
  global: 'A certificate names its client by fingerprint alone.',
  schema: new mongoose.Schema({
    _id: { type: String, required: true, technical },
    orderId: { type: String, required: true, unique: true, technical },
    issuedAt: { type: Date, required: true, clause },
    fetchableUntil: { type: Date, required: true, clause },
    /** The signed document, as JSON. */
    document: { type: String, required: true, clause },
  }),
});

/** Global: a certificate names no client; its own id, which its link carries, is what finds it. */
export function createCertificatesStore(db: Core['db']) {
  const model = modelOf<CertificateRow>(db, certificatesHolding);
  return {
    async keep(tx: Tx, certificate: Certificate, fetchableUntil: Date): Promise<void> {
      const { certificateId, orderId, issuedAt } = certificate;
      const row = { _id: certificateId, orderId, issuedAt: new Date(issuedAt), fetchableUntil };
      await model.create([{ ...row, document: JSON.stringify(certificate) }], { session: tx.session });
    },

    /** By its own id, which its link carries: whoever has the link may read it, for it names nobody. */
    async find(certificateId: string, now: Date): Promise<Certificate | null> {
      const row = await model.findOne({ _id: certificateId, fetchableUntil: { $gt: now } }).lean();
      return row && (JSON.parse(row.document) as Certificate);
    },
  };
}
export type CertificatesStore = ReturnType<typeof createCertificatesStore>;
