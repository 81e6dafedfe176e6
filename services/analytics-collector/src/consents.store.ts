import { type Core, holding, modelOf, type Tx } from '@kstudio/chassis';
import mongoose from 'mongoose';

const clause = 'law.cookies';
const technical = true;

/** An acceptance: what was shown, of which charter, when, on which site, and until when it holds. */
export interface ConsentRow {
  _id: string;
  site: string;
  /** The visitor by a name that only the master key can make. */
  visitor: string;
  /** Her id, sealed: by it her events are found when she withdraws. */
  sealed: Buffer;
  charterVersion: string;
  wording: string;
  acceptedAt: Date;
  /** Six months on: then she is asked again. */
  holdsUntil: Date;
  /** A year after the first acceptance: the visitor's cookie is not renewed. */
  visitorUntil: Date;
  endedAt: Date | null;
}

export const consentsHolding = holding({
  name: 'consents',
  category: 'browsing',
  client: null,
  global: 'A visitor belongs to no client: she may read pages of many, or of none.',
  schema: new mongoose.Schema({
    _id: { type: String, required: true, technical },
    site: { type: String, required: true, clause },
    visitor: { type: String, required: true, clause },
    sealed: { type: Buffer, required: true, clause },
    charterVersion: { type: String, required: true, clause },
    wording: { type: String, required: true, clause },
    acceptedAt: { type: Date, required: true, clause },
    holdsUntil: { type: Date, required: true, clause },
    visitorUntil: { type: Date, required: true, technical },
    endedAt: { type: Date, default: null, clause },
  }).index({ visitor: 1 }),
});

/** Global: consents belong to visitors, not to clients. */
export function createConsents(db: Core['db']) {
  const model = modelOf<ConsentRow>(db, consentsHolding);
  return {
    insert: async (tx: Tx, row: ConsentRow): Promise<void> =>
      void (await model.create([row], { session: tx.session })),
    find: (consentId: string) => model.findById(consentId).lean<ConsentRow>(),
    /** A visitor's last acceptance on a site that she has not withdrawn. */
    latest: (visitor: string, site: string) =>
      model.findOne({ visitor, site, endedAt: null }).sort({ acceptedAt: -1 }).lean<ConsentRow>(),
    /** Ends every acceptance of a visitor on a site; gives them as they were. */
    async end(tx: Tx, visitor: string, site: string): Promise<ConsentRow[]> {
      const open = { visitor, site, endedAt: null };
      const rows = await model.find(open).session(tx.session).lean<ConsentRow[]>();
      await model.updateMany(open, { $set: { endedAt: tx.now } }, { session: tx.session });
      return rows;
    },
    forget: async (tx: Tx, consentId: string): Promise<void> =>
      void (await model.deleteOne({ _id: consentId }, { session: tx.session })),
  };
}
export type Consents = ReturnType<typeof createConsents>;
