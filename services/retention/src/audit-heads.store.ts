import { type Core, holding, modelOf, type Tx } from '@kstudio/chassis';
import { newId } from '@kstudio/contracts';
import mongoose from 'mongoose';
import { type MismatchKind, mismatchKinds, type SealedHead } from './judge-head.ts';

export interface AuditHead extends SealedHead {
  service: string;
}

/** A service told another past than before: what it told, beside what was known. */
export interface AuditMismatch extends AuditHead {
  kind: MismatchKind;
  knownSeq: number;
  knownHead: string;
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

export const auditMismatchesHolding = holding({
  name: 'audit-mismatches',
  category: 'proof',
  client: null,
  global: 'An audit chain is a service’s, not a client’s.',
  schema: new mongoose.Schema({
    _id: { type: String, required: true, technical },
    service: { type: String, required: true, clause },
    kind: { type: String, required: true, enum: mismatchKinds, clause },
    seq: { type: Number, required: true, clause },
    head: { type: String, required: true, clause },
    at: { type: Date, required: true, clause },
    knownSeq: { type: Number, required: true, clause },
    knownHead: { type: String, required: true, clause },
  }).index({ service: 1 }),
});

/** Global: an audit chain is a service's, not a client's. */
export function createAuditHeadsStore(db: Core['db']) {
  const heads = modelOf<SealedHead & { _id: string }>(db, auditHeadsHolding);
  const mismatches = modelOf<AuditMismatch & { _id: string }>(db, auditMismatchesHolding);
  return {
    find: (tx: Tx, service: string) =>
      heads.findById(service).session(tx.session).lean<SealedHead & { _id: string }>(),

    async keep(tx: Tx, { service, ...head }: AuditHead): Promise<void> {
      await heads.updateOne({ _id: service }, { $set: head }, { session: tx.session, upsert: true });
    },

    /** Keeps what does not fit, for good: a violation of clause 6.safeguards until somebody explains it. */
    async accuse(tx: Tx, mismatch: AuditMismatch): Promise<void> {
      await mismatches.create([{ _id: newId(), ...mismatch }], { session: tx.session });
    },

    async list(): Promise<AuditHead[]> {
      const rows = await heads.find().sort({ _id: 1 }).lean();
      return rows.map(({ _id: service, seq, head, at }) => ({ service, seq, head, at }));
    },

    /** How often a service told another past than before. */
    countMismatches: (): Promise<number> => mismatches.countDocuments(),

    /** The latest mismatches of all services, newest first. */
    mismatches: (limit = 100) => mismatches.find().sort({ _id: -1 }).limit(limit).lean<AuditMismatch[]>(),
  };
}
export type AuditHeadsStore = ReturnType<typeof createAuditHeadsStore>;
