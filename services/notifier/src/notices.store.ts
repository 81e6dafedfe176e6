import { type Core, holding, modelOf, type Tx } from '@kstudio/chassis';
import mongoose from 'mongoose';

export const noticeKinds = [
  'confirmation',
  'welcome',
  'subscription-ended',
  'end-of-term',
  'hand-over-ready',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];
/** `dropped`: no longer needed, or nobody left to write to. */
export const noticeStates = ['queued', 'accepted', 'failed', 'dropped'] as const;
export type NoticeState = (typeof noticeStates)[number];

/** A notice: ids, kind and times. The address it goes to is asked for when it is sent, and kept nowhere. */
export interface Notice {
  noticeId: string;
  clientId: string;
  kind: NoticeKind;
  state: NoticeState;
  /** The same at every attempt, so that a repeat is recognised as one. */
  messageId: string;
  /** The instant that the notice tells about: the request, the opening, the end, the day of the purge. */
  about: Date;
  /** The certificate that an end-of-term notice links to. */
  certificateId: string | null;
  queuedAt: Date;
  settledAt: Date | null;
  attempts: number;
  /** Why the last attempt failed: a code of SMTP or of the network. */
  failure: string | null;
}
type NoticeRow = Omit<Notice, 'noticeId'> & { _id: string };

const clause = '7.change-notice';
const technical = true;

export const noticesHolding = holding({
  name: 'notices',
  category: 'users',
  client: 'clientId',
  schema: new mongoose.Schema({
    _id: { type: String, required: true, technical },
    clientId: { type: String, required: true, technical },
    kind: { type: String, required: true, clause },
    state: { type: String, required: true, clause },
    messageId: { type: String, required: true, technical },
    about: { type: Date, required: true, clause },
    certificateId: { type: String, default: null, technical },
    queuedAt: { type: Date, required: true, clause },
    settledAt: { type: Date, default: null, clause },
    attempts: { type: Number, required: true, technical },
    failure: { type: String, default: null, technical },
  }),
});

export function createNoticesStore(db: Core['db']) {
  const model = modelOf<NoticeRow>(db, noticesHolding);
  return {
    async queue(tx: Tx, { noticeId, clientId, ...notice }: Notice): Promise<void> {
      await model.create([{ _id: noticeId, clientId, ...notice }], { session: tx.session });
    },

    async find(tx: Tx, clientId: string, noticeId: string): Promise<Notice | null> {
      const row = await model.findOne({ _id: noticeId, clientId }, null, { session: tx.session }).lean();
      return row && noticeOf(row as NoticeRow);
    },

    async settle(tx: Tx, notice: Notice, state: NoticeState, failure: string | null = null): Promise<void> {
      const { clientId, noticeId } = notice;
      const change = { $set: { state, failure, settledAt: tx.now }, $inc: { attempts: 1 } };
      await model.updateOne({ _id: noticeId, clientId }, change, { session: tx.session });
    },

    /** Notes an attempt that will be repeated; outside the transaction that the attempt broke off. */
    async noteAttempt({ clientId, noticeId }: Notice, failure: string): Promise<void> {
      await model.updateOne({ _id: noticeId, clientId }, { $set: { failure }, $inc: { attempts: 1 } });
    },

    /** A client's notices, newest first. */
    async listOf(clientId: string): Promise<Notice[]> {
      const rows = await model.find({ clientId }).sort({ queuedAt: -1 }).limit(200).lean();
      return rows.map((row) => noticeOf(row as NoticeRow));
    },

    /** The latest notices that are not settled well, and how many there are of each state. Global: an operator's page. */
    async deliveries() {
      const troubled = { state: { $in: ['queued', 'failed'] as NoticeState[] } };
      const [counts, latest] = await Promise.all([
        model.aggregate<{ _id: NoticeState; count: number }>([
          { $group: { _id: '$state', count: { $sum: 1 } } },
        ]),
        model.find(troubled).sort({ queuedAt: -1 }).limit(100).lean(),
      ]);
      return { counts, latest: latest.map((row) => noticeOf(row as NoticeRow)) };
    },
  };
}
export type NoticesStore = ReturnType<typeof createNoticesStore>;

const noticeOf = ({ _id: noticeId, ...rest }: NoticeRow): Notice => ({ noticeId, ...rest });
