import { type Core, holding, modelOf, type Tx } from '@kstudio/chassis';
import mongoose from 'mongoose';

export interface AuditHead {
  service: string;
  seq: number;
  head: string;
  at: Date;
}

const clause = '6.safeguards';
const technical = true;

export const auditHeadsHolding = holding({
  name: 'audit-heads',
  category: 'proof',
  client: null,
  global: 'One row a service: how far its audit was sealed.',
  schema: new mongoose.Schema({
    _id: { type: String, required: true, technical },
    seq: { type: Number, required: true, clause },
    head: { type: String, required: true, clause },
    at: { type: Date, required: true, clause },
  }),
});

/** Global: an audit chain is a service's, not a client's. */
export function createAuditHeadsStore(db: Core['db']) {
  const model = modelOf<Omit<AuditHead, 'service'> & { _id: string }>(db, auditHeadsHolding);
  return {
    /** Keeps the head unless a later one is known. */
    async keep(tx: Tx, { service, ...head }: AuditHead): Promise<void> {
      const known = await model.findById(service, { seq: 1 }, { session: tx.session, lean: true });
      if (known && known.seq >= head.seq) return;
      await model.updateOne({ _id: service }, { $set: head }, { session: tx.session, upsert: true });
    },

    async list(): Promise<AuditHead[]> {
      const rows = await model.find().sort({ _id: 1 }).lean();
      return rows.map(({ _id: service, seq, head, at }) => ({ service, seq, head, at }));
    },
  };
}
export type AuditHeadsStore = ReturnType<typeof createAuditHeadsStore>;
