import { type Core, holding, modelOf, type Tx } from '@kstudio/chassis';
import mongoose from 'mongoose';

/** What something waits for: the other services hear when it was accepted. */
export const awaitedKinds = ['confirmation', 'welcome', 'subscription-ended', 'end-of-term'] as const;
/** What the manager is told, by the subscription's own address. */
export const managerKinds = [
  ...awaitedKinds,
  'hand-over-ready',
  'subscription-resumed',
  'archive-door',
] as const;
/** What the manager is told without more; a change of the charter waits for its own notice (take-bounce.ts). */
export const requestKinds = [
  'charter-change',
  'request-received',
  'request-extended',
  'request-done',
  'request-refused',
  'record-address-to-confirm',
  'record-address-changed',
] as const;
export type RequestNotice = (typeof requestKinds)[number];
/** What a person of the space is told, by the address that she signs in with. */
export const personKinds = [
  'invitation',
  'correction-asked',
  'correction-made',
  'correction-refused',
  'address-to-confirm',
  'address-changed',
  'drafts-opened',
  'incident',
] as const;
/** The kind of a notice that something waits for; undefined for any other. */
export const awaitedKindOf = ({ kind }: Pick<Notice, 'kind'>): AwaitedKind | undefined =>
  awaitedKinds.find((its) => its === kind);

export const noticeKinds = [...managerKinds, ...requestKinds, ...personKinds] as const;
export type AwaitedKind = (typeof awaitedKinds)[number];
export type ManagerKind = (typeof managerKinds)[number];
export type PersonKind = (typeof personKinds)[number];
export type NoticeKind = (typeof noticeKinds)[number];
/** `dropped`: no longer needed, or nobody left to write to. `told-by-letter`: by the last channel, as staff recorded. */
export const noticeStates = ['queued', 'accepted', 'failed', 'dropped', 'told-by-letter'] as const;
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
  /** Whom it is for, where it is not the manager. */
  personId?: string | null;
  /** The change of address, the incident, or the version of the charter that it is about. */
  aboutId?: string | null;
  queuedAt: Date;
  settledAt: Date | null;
  attempts: number;
  /** Why the last attempt failed: a code of SMTP or of the network. */
  failure: string | null;
  /** The registered letter that told it instead: the day it was sent (Paris) and its number. */
  letterSentOn?: string | null;
  letterTracking?: string | null;
}
export type Letter = { sentOn: string; tracking: string };
type NoticeRow = Omit<Notice, 'noticeId'> & { _id: string };

const clause = '7.change-notice';
const technical = true;

export const noticesHolding = holding({
  name: 'notices',
  category: 'users',
  client: 'clientId',
  person: 'personId',
  schema: new mongoose.Schema({
    _id: { type: String, required: true, technical },
    clientId: { type: String, required: true, technical },
    kind: { type: String, required: true, clause },
    state: { type: String, required: true, clause },
    messageId: { type: String, required: true, technical },
    about: { type: Date, required: true, clause },
    certificateId: { type: String, default: null, technical },
    personId: { type: String, default: null, technical },
    aboutId: { type: String, default: null, technical },
    queuedAt: { type: Date, required: true, clause },
    settledAt: { type: Date, default: null, clause },
    attempts: { type: Number, required: true, technical },
    failure: { type: String, default: null, technical },
    letterSentOn: { type: String, default: null, clause },
    letterTracking: { type: String, default: null, clause },
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

    /** A registered letter told what the mail did not. */
    async tellByLetter(tx: Tx, { clientId, noticeId }: Notice, { sentOn, tracking }: Letter): Promise<void> {
      const told = {
        state: 'told-by-letter',
        letterSentOn: sentOn,
        letterTracking: tracking,
        settledAt: tx.now,
      };
      await model.updateOne({ _id: noticeId, clientId }, { $set: told }, { session: tx.session });
    },

    /** Notes an attempt that will be repeated; outside the transaction that the attempt broke off. */
    async noteAttempt({ clientId, noticeId }: Notice, failure: string): Promise<void> {
      await model.updateOne({ _id: noticeId, clientId }, { $set: { failure }, $inc: { attempts: 1 } });
    },

    /** Forgets what was written to a person who is of this client no more. */
    async forget(tx: Tx, clientId: string, personId: string): Promise<void> {
      await model.deleteMany({ clientId, personId }, { session: tx.session });
    },

    /** The notices to a client's manager, newest first. */
    async listOf(clientId: string): Promise<Notice[]> {
      const rows = await model.find({ clientId, personId: null }).sort({ queuedAt: -1 }).limit(200).lean();
      return rows.map((row) => noticeOf(row as NoticeRow));
    },

    /** By its own id, whoever it was for. Global: staff see ids, and no client in particular. */
    async findAny(tx: Tx, noticeId: string): Promise<Notice | null> {
      const row = await model.findById(noticeId, null, { session: tx.session }).lean();
      return row && noticeOf(row as NoticeRow);
    },

    /** The notices that did not arrive, oldest first. Global: an operator's page. */
    async undelivered(): Promise<Notice[]> {
      const rows = await model
        .find({ $or: [{ state: 'failed' }, { state: 'queued', failure: { $ne: null } }] })
        .sort({ queuedAt: 1 })
        .limit(200)
        .lean();
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
