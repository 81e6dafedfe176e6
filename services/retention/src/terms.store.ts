import { type ClientTerm, currentCharter, termYearsOf } from '@kstudio/charter';
import { type Core, holding, modelOf, type Tx } from '@kstudio/chassis';
import mongoose from 'mongoose';
import { type Fact, factKinds, type Known, stepNames, type Waiting } from './life.ts';
import type { CharterNotice } from './standing.ts';

interface TermsRow extends Omit<Known, 'facts' | 'term'> {
  _id: string;
  charterVersion: string | null;
  charterInForce: string | null;
  charterNotices: KnownNotice[];
  termYears: number | null;
  termSince: Date | null;
  requestedAt: Date | null;
  requestedVersion: number | null;
  openedAt: Date | null;
  openedVersion: number | null;
  endedAt: Date | null;
  endedVersion: number | null;
  eraseAt: Date | null;
  eraseVersion: number | null;
  resumedAt: Date | null;
  resumedVersion: number | null;
  noticeAcceptedAt: Date | null;
  waitingFor: Waiting | null;
  waitingSince: Date | null;
  sequence: number;
}

/** A notice of a charter change, with the version of the last event about it. */
export type KnownNotice = CharterNotice & { order: number };

/** What retention knows of a client's terms, from account's events alone: a projection, purged like the rest. */
export interface Terms extends Known {
  clientId: string;
  /** The version that she was shown when she subscribed. */
  charterVersion: string | null;
  /** The version that she lives under now; null: the one she was shown. */
  charterInForce: string | null;
  charterNotices: KnownNotice[];
  /** Version of the last event that retention told about her. */
  sequence: number;
  noticeAcceptedAt: Date | null;
  waitingFor: Waiting | null;
  waitingSince: Date | null;
}

const clause = '5.subscription-term';
const technical = true;
const date = { type: Date, default: null, clause };
const version = { type: Number, default: null, technical };
const id = { type: String, default: null, technical };
const change = '7.change-notice';

export const termsHolding = holding({
  name: 'terms',
  category: 'subscription',
  client: '_id',
  schema: new mongoose.Schema({
    _id: { type: String, required: true, technical },
    charterVersion: { type: String, default: null, clause: change },
    charterInForce: { type: String, default: null, clause: change },
    charterNotices: [
      new mongoose.Schema(
        {
          version: { type: String, required: true, clause: change },
          toldAt: { type: Date, default: null, clause: change },
          by: { type: String, default: null, clause: change },
          order: { type: Number, required: true, technical },
        },
        { _id: false },
      ),
    ],
    termYears: { type: Number, default: null, clause },
    termSince: date,
    requestedAt: date,
    requestedVersion: version,
    openedAt: date,
    openedVersion: version,
    endedAt: date,
    endedVersion: version,
    eraseAt: date,
    eraseVersion: version,
    resumedAt: date,
    resumedVersion: version,
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
  const set = async (tx: Tx, clientId: string, update: Partial<TermsRow>, inc: { sequence?: 1 } = {}) => {
    const options = { session: tx.session, returnDocument: 'after', lean: true } as const;
    const row = await model.findOneAndUpdate({ _id: clientId }, { $set: update, $inc: inc }, options);
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
      const noted = {
        [`${fact.kind}At`]: fact.at,
        [`${fact.kind}Version`]: fact.version,
        waitingFor: null,
        waitingSince: null,
        // Who came back ends another time, with another grace, another notice and another certificate.
        ...(fact.kind === 'resumed' && {
          eraseAt: null,
          accessOrderId: null,
          certificateId: null,
          noticeAcceptedAt: null,
        }),
      };
      const row = await model.findOneAndUpdate(
        { _id: clientId },
        { $set: { ...noted, ...(charterVersion && { charterVersion }) } },
        { session: tx.session, upsert: true, returnDocument: 'after', lean: true, setDefaultsOnInsert: true },
      );
      return termsOf(row as TermsRow);
    },

    /** Notes that her manager asked for an early end, or took it back: another notice is owed, of another certificate. */
    async noteErasure(
      tx: Tx,
      clientId: string,
      version: number,
      eraseAt: Date | null,
    ): Promise<Terms | null> {
      const known = await model.findById(clientId, null, { session: tx.session, lean: true });
      if (!known || (known.eraseVersion ?? 0) >= version) return null;
      const anew = { certificateId: null, noticeAcceptedAt: null, waitingFor: null, waitingSince: null };
      return set(tx, clientId, { eraseAt, eraseVersion: version, ...anew });
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
      return (await set(tx, clientId, { certificateId }, { sequence: 1 })).sequence;
    },

    /** Keeps what is known of one charter notice: owed (`order` 0, an event of ours), or what became of it. */
    noteCharterNotice(tx: Tx, { clientId, charterNotices }: Terms, its: CharterNotice, order: number) {
      const others = charterNotices.filter(({ version: other }) => other !== its.version);
      const inc = order === 0 ? ({ sequence: 1 } as const) : {};
      return set(tx, clientId, { charterNotices: [...others, { ...its, order }] }, inc);
    },

    /** The version that a client lives under from now on, with her term. */
    applyCharter: (tx: Tx, clientId: string, charterInForce: string, { years, since }: ClientTerm) =>
      set(tx, clientId, { charterInForce, termYears: years, termSince: since }, { sequence: 1 }),

    /** Clients from the newest on, or from one of them on. Global: a version is published for everybody. */
    async before(tx: Tx, clientId: string | null, limit: number): Promise<Terms[]> {
      const rows = await model
        .find(clientId ? { _id: { $lt: clientId } } : {}, null, { session: tx.session })
        .sort({ _id: -1 })
        .limit(limit)
        .lean<TermsRow[]>();
      return rows.map(termsOf);
    },

    /** How many steps of clients' lives were due before an instant and are still to be done. Global: a count. */
    countOverdue: (before: Date): Promise<number> =>
      db.collection('jobs').countDocuments({ name: { $in: [...stepNames] }, dueAt: { $lt: before } }),

    /** How many clients live under which version. Global: an operator's list. */
    async countByCharter(): Promise<Map<string, number>> {
      const rows = await model.aggregate<{ _id: string | null; count: number }>([
        { $match: { openedAt: { $ne: null } } },
        { $group: { _id: { $ifNull: ['$charterInForce', '$charterVersion'] }, count: { $sum: 1 } } },
      ]);
      return new Map(rows.map(({ _id, count }) => [_id ?? currentCharter.version, count]));
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
    charterInForce: row.charterInForce ?? null,
    charterNotices: row.charterNotices ?? [],
    term: { years: row.termYears ?? termYearsOf(currentCharter), since: row.termSince ?? null },
    sequence: row.sequence ?? 0,
    accessOrderId: accessOrderId ?? null,
    certificateId: certificateId ?? null,
    termOrderId: termOrderId ?? null,
    eraseAt: row.eraseAt ?? null,
    noticeAcceptedAt: noticeAcceptedAt ?? null,
    waitingFor: waitingFor ?? null,
    waitingSince: waitingSince ?? null,
  };
}
