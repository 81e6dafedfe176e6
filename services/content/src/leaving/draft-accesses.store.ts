import { type Core, holding, modelOf, type Tx } from '@kstudio/chassis';
import mongoose from 'mongoose';

/** A time in which a manager's archive holds what only its authors read otherwise. */
export interface DraftAccess {
  accessId: string;
  clientId: string;
  /** The manager who opened it. */
  openedBy: string;
  reason: string;
  openedAt: Date;
  until: Date;
  /** Whose drafts: they are told. */
  authors: readonly string[];
}
type Row = Omit<DraftAccess, 'accessId'> & { _id: string };

const clause = '3.ownership';
const technical = true;
const id = { type: String, required: true, technical };
const instant = { type: Date, required: true, clause };
export const draftAccessesHolding = holding({
  name: 'draft-accesses',
  category: 'contents',
  client: 'clientId',
  schema: new mongoose.Schema({
    _id: id,
    clientId: id,
    openedBy: id,
    reason: { type: String, required: true, clause },
    openedAt: instant,
    until: instant,
    authors: [id],
  }),
});

export function createDraftAccesses(db: Core['db']) {
  const model = modelOf<Row>(db, draftAccessesHolding);
  const accessOf = ({ _id: accessId, ...rest }: Row): DraftAccess => ({ accessId, ...rest });
  return {
    async open(tx: Tx, { accessId, clientId, ...rest }: DraftAccess): Promise<void> {
      await model.create([{ _id: accessId, clientId, ...rest }], { session: tx.session });
    },
    /** The one that is open for this client now; null: none is. */
    async inForce(clientId: string, now: Date, tx?: Tx): Promise<DraftAccess | null> {
      const filter = { clientId, until: { $gt: now } };
      const row = await model
        .findOne(filter)
        .session(tx?.session ?? null)
        .lean<Row>();
      return row && accessOf(row);
    },
    /** Ends it now; false: none was open. */
    close: async (tx: Tx, clientId: string): Promise<boolean> =>
      (
        await model.updateMany(
          { clientId, until: { $gt: tx.now } },
          { $set: { until: tx.now } },
          { session: tx.session },
        )
      ).modifiedCount > 0,
    /** Those of a client, or of one of its authors, newest first. */
    async listOf(clientId: string, author?: string): Promise<DraftAccess[]> {
      const filter = author ? { clientId, authors: author } : { clientId };
      const rows = await model.find(filter).sort({ _id: -1 }).limit(100).lean<Row[]>();
      return rows.map(accessOf);
    },
  };
}
export type DraftAccesses = ReturnType<typeof createDraftAccesses>;
