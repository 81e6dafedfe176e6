import { type Core, holding, modelOf, type Tx } from '@kstudio/chassis';
import { canonicalize, ledgerStart, sha256 } from '@kstudio/verify';
import mongoose from 'mongoose';

/** What an entry tells; ids, counts and instants alone. */
export type EntryKind =
  | 'purge-withheld'
  | 'notice-accepted'
  | 'notice-told-by-letter'
  | 'purge-ordered'
  | 'answered'
  | 'stage-owner'
  | 'restored'
  | 'certified';
export type Place = { seq: number; previousHash: string };

interface EntryRow {
  _id: number;
  kind: EntryKind;
  at: Date;
  previousHash: string;
  hash: string;
  /** The entry as canonical JSON: what the hash is over, with its place. */
  entry: string;
}
interface HeadRow {
  _id: 'head';
  seq: number;
  hash: string;
}

const clause = '5.subscription-term';
const technical = true;
const global = 'One chain for the whole system; clients stand in it by fingerprint.';

export const ledgerHolding = holding({
  name: 'ledger',
  category: 'proof',
  client: null,
  global,
  schema: new mongoose.Schema({
    _id: { type: Number, required: true, technical },
    kind: { type: String, required: true, clause },
    at: { type: Date, required: true, clause },
    previousHash: { type: String, required: true, technical },
    hash: { type: String, required: true, technical },
    entry: { type: String, required: true, clause },
  }),
});
export const ledgerHeadHolding = holding({
  name: 'ledger-head',
  category: 'proof',
  client: null,
  global,
  schema: new mongoose.Schema({
    _id: { type: String, required: true, technical },
    seq: { type: Number, required: true, technical },
    hash: { type: String, required: true, technical },
  }),
});

export type LedgerState = { entries: number; intact: boolean; brokenAt: number | null; head: string };

/** One hash-chained ledger of every order, answer and certificate. Writers queue on the head's row. Global: one chain for all. */
export function createLedger(db: Core['db']) {
  const entries = modelOf<EntryRow>(db, ledgerHolding);
  const heads = modelOf<HeadRow>(db, ledgerHeadHolding);

  return {
    /** Makes the head's row, once. */
    async prepare(): Promise<void> {
      await heads.updateOne(
        { _id: 'head' },
        { $setOnInsert: { seq: 0, hash: ledgerStart } },
        { upsert: true },
      );
    },

    /** Takes the next place for this transaction; another that wants one meanwhile is run again after it. */
    async takePlace(tx: Tx): Promise<Place> {
      const options = { session: tx.session, returnDocument: 'before', lean: true } as const;
      const before = await heads.findOneAndUpdate({ _id: 'head' }, { $inc: { seq: 1 } }, options);
      if (!before) throw new Error('the ledger has no head');
      return { seq: before.seq + 1, previousHash: before.hash };
    },

    /** Writes an entry at its place. `hash` is over {...facts, ledger: place}. */
    async write(tx: Tx, place: Place, hash: string, kind: EntryKind, facts: object): Promise<void> {
      const row = { _id: place.seq, kind, at: tx.now, previousHash: place.previousHash, hash };
      await entries.create([{ ...row, entry: canonicalize(facts) }], { session: tx.session });
      await heads.updateOne({ _id: 'head' }, { $set: { hash } }, { session: tx.session });
    },

    async append(tx: Tx, kind: EntryKind, facts: object): Promise<void> {
      const place = await this.takePlace(tx);
      await this.write(tx, place, await entryHash(facts, place), kind, facts);
    },

    /** Walks the chain from its start. Global: an operator's check. */
    async verify(): Promise<LedgerState> {
      let previous = ledgerStart;
      let seq = 0;
      let brokenAt: number | null = null;
      for await (const row of entries.find().sort({ _id: 1 }).lean().cursor()) {
        seq += 1;
        const place = { seq, previousHash: previous };
        const fits =
          row._id === seq && row.hash === (await entryHash(JSON.parse(row.entry) as object, place));
        if (!fits) brokenAt ??= seq;
        previous = row.hash;
      }
      return { entries: seq, intact: brokenAt === null, brokenAt, head: previous };
    },
  };
}
export type LedgerStore = ReturnType<typeof createLedger>;

/** The same formula as a certificate's place in the ledger (libs/verify). */
const entryHash = (facts: object, { seq, previousHash }: Place) =>
  sha256(canonicalize({ ...facts, ledger: { seq, previousHash } }));
