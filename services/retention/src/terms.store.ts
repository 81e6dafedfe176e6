import { type Core, holding, modelOf, type Tx } from '@kstudio/chassis';
import mongoose from 'mongoose';
import { type Fact, factKinds, type Known, type Waiting } from './life.ts';

interface TermsRow extends Omit<Known, 'facts'> {
  _id: string;
  charterVersion: string | null;
  requestedAt: Date | null;
  requestedVersion: number | null;
  openedAt: Date | null;
  openedVersion: number | null;
  endedAt: Date | null;
  endedVersion: number | null;
  noticeAcceptedAt: Date | null;
  waitingFor: Waiting | null;
  waitingSince: Date | null;
  sequence: number;
}

/** What retention knows of a client's terms, from account's events alone: a projection, purged like the rest. */
export interface Terms extends Known {
  clientId: string;
  charterVersion: string | null;
  noticeAcceptedAt: Date | null;
  waitingFor: Waiting | null;
  waitingSince: Date | null;
}

const clause = '5.subscription-term';
const technical = true;
const date = { type: Date, default: null, clause };
const version = { type: Number, default: null, technical };
const id = { type: String, default: null, technical };

export const termsHolding = holding({
  name: 'terms',
  category: 'subscription',
  client: '_id',
  schema: new mongoose.Schema({
    _id: { type: String, required: true, technical },
    charterVersion: { type: String, default: null, clause: '7.change-notice' },
    requestedAt: date,
    requestedVersion: version,
    openedAt: date,
    openedVersion: version,
    endedAt: date,
    endedVersion: version,
    accessOrderId: id,
    certificateId: id,
    termOrderId: id,
    noticeAcceptedAt: date,
    waitingFor: { type: String, default: null, clause },
    waitingSince: date,
    /** Counts the events that retention itself tells about this client. */
    sequence: { type: Number, default: 0, technical },
  }),
});

export function createTermsStore(db: Core['db']) {
  const model = modelOf<TermsRow>(db, termsHolding);
  const set = async (tx: Tx, clientId: string, change: Partial<TermsRow>, inc: { sequence?: 1 } = {}) => {
    const options = { session: tx.session, returnDocument: 'after', lean: true } as const;
    const row = await model.findOneAndUpdate({ _id: clientId }, { $set: change, $inc: inc }, options);
    if (!row) throw new Error('no terms of that client');
    return termsOf(row);
  };

  return {
    async find(clientId: string, tx?: Tx): Promise<Terms | null> {
      const row = await model.findById(clientId, null, { session: tx?.session ?? null, lean: true });
      return row && termsOf(row);
    },

    /** Notes a fact unless a newer one of its kind is known. */
    async note(tx: Tx, clientId: string, fact: Fact, charterVersion?: string): Promise<Terms> {
      const known = await this.find(clientId, tx);
      const newer = known?.facts.some(({ kind, version }) => kind === fact.kind && version >= fact.version);
      if (known && newer) return known;
      const change = {
        [`${fact.kind}At`]: fact.at,
        [`${fact.kind}Version`]: fact.version,
        waitingFor: null,
        waitingSince: null,
      };
      const row = await model.findOneAndUpdate(
        { _id: clientId },
        { $set: { ...change, ...(charterVersion && { charterVersion }) } },
        { session: tx.session, upsert: true, returnDocument: 'after', lean: true, setDefaultsOnInsert: true },
      );
      return termsOf(row as TermsRow);
    },

    accessOrdered: (tx: Tx, clientId: string, orderId: string) =>
      set(tx, clientId, { accessOrderId: orderId, waitingFor: null, waitingSince: null }),
    termOrdered: (tx: Tx, clientId: string, orderId: string) =>
      set(tx, clientId, { termOrderId: orderId, waitingFor: null, waitingSince: null }),
    noticeAccepted: (tx: Tx, clientId: string, at: Date) => set(tx, clientId, { noticeAcceptedAt: at }),
    waits: (tx: Tx, clientId: string, waitingFor: Waiting) =>
      set(tx, clientId, { waitingFor, waitingSince: tx.now }),

    /** Reserves the certificate's id and the next version of retention's own events about this client. */
    async announce(tx: Tx, clientId: string, certificateId: string): Promise<number> {
      await set(tx, clientId, { certificateId }, { sequence: 1 });
      const row = await model.findById(clientId, { sequence: 1 }, { session: tx.session, lean: true });
      return row?.sequence ?? 1;
    },

    /** Every client whose purge is due and waits. Global: an operator's list. */
    async waiting(): Promise<Terms[]> {
      const rows = await model
        .find({ waitingSince: { $ne: null } })
        .sort({ waitingSince: 1 })
        .limit(200)
        .lean();
      return rows.map(termsOf);
    },
  };
}
export type TermsStore = ReturnType<typeof createTermsStore>;

function termsOf(row: TermsRow): Terms {
  const facts = factKinds.flatMap((kind): Fact[] => {
    const [at, version] = [row[`${kind}At`], row[`${kind}Version`]];
    return at && version ? [{ kind, at, version }] : [];
  });
  const { _id: clientId, charterVersion, accessOrderId, certificateId, termOrderId } = row;
  const { noticeAcceptedAt, waitingFor, waitingSince } = row;
  return {
    clientId,
    facts,
    charterVersion: charterVersion ?? null,
    accessOrderId: accessOrderId ?? null,
    certificateId: certificateId ?? null,
    termOrderId: termOrderId ?? null,
    noticeAcceptedAt: noticeAcceptedAt ?? null,
    waitingFor: waitingFor ?? null,
    waitingSince: waitingSince ?? null,
  };
}
