import type { ClauseId } from '@kstudio/charter';
import { type Core, changeOne, holding, modelOf, type Tx } from '@kstudio/chassis';
import { type QueryFilter, Schema } from 'mongoose';

export const requestKinds = ['unsorted', 'rectification', 'other', 'no-request', 'spam'] as const;
export type RequestKind = (typeof requestKinds)[number];
export const requestStates = ['open', 'done', 'refused', 'closed'] as const;
export type RequestState = (typeof requestStates)[number];

/** A value that was put right; null: there was none. */
export interface Change {
  path: string;
  before: string | string[] | null;
  after: string | string[] | null;
}

/** What somebody asked of support, by mail or on her page, and what became of it. */
export interface RequestRow {
  _id: string;
  version: number;
  /** Null until it is known whose it is. */
  clientId?: string | null;
  via: 'mail' | 'page';
  /** The mail's own id, so that a mail that comes twice is one request. */
  messageId?: string | null;
  from: string;
  subject: string;
  text: string;
  /** `known`: from an address on record; `checked`: staff made sure who it is. */
  identity: 'known' | 'unknown' | 'checked';
  checkedHow?: string | null;
  kind: RequestKind;
  state: RequestState;
  receivedAt: Date;
  dueAt: Date;
  extendedBecause?: string | null;
  changes: Change[];
  settledAt?: Date | null;
  settledBy?: string | null;
  answer?: string | null;
}

const text = { type: String, required: true, clause: '4.rectification' as ClauseId };
const maybeText = { type: String, clause: '4.rectification' as ClauseId };
const date = { type: Date, clause: '4.rectification' as ClauseId };
const id = { type: String, required: true, technical: true };

export const requests = holding({
  name: 'requests',
  category: 'requests',
  client: 'clientId',
  schema: new Schema({
    _id: id,
    version: { type: Number, required: true, technical: true },
    clientId: { type: String, technical: true },
    via: text,
    messageId: { type: String, technical: true },
    from: text,
    subject: { ...maybeText, default: '' },
    text: { ...maybeText, default: '' },
    identity: text,
    checkedHow: maybeText,
    kind: text,
    state: text,
    receivedAt: { ...date, required: true },
    dueAt: { type: Date, required: true, clause: '4.rectification' as ClauseId },
    extendedBecause: maybeText,
    changes: [
      new Schema(
        {
          path: text,
          before: { type: Schema.Types.Mixed, clause: '4.rectification' as ClauseId },
          after: { type: Schema.Types.Mixed, clause: '4.rectification' as ClauseId },
        },
        { _id: false },
      ),
    ],
    settledAt: date,
    settledBy: { type: String, technical: true },
    answer: maybeText,
  }).index({ messageId: 1 }, { unique: true, partialFilterExpression: { messageId: { $type: 'string' } } }),
});

export function createRequests(db: Core['db']) {
  const model = modelOf<RequestRow>(db, requests);
  const change = (tx: Tx, requestId: string, where: QueryFilter<RequestRow>, set: Partial<RequestRow>) =>
    changeOne(
      model,
      { _id: requestId },
      { where, set: { $set: set, $inc: { version: 1 } }, session: tx.session },
    );
  return {
    /** Global: a mail that comes has no client yet. False when it was there before. */
    add: async (tx: Tx, row: RequestRow): Promise<boolean> => {
      if (row.messageId && (await model.exists({ messageId: row.messageId }).session(tx.session)))
        return false;
      await model.create([row], { session: tx.session });
      return true;
    },
    /** Global: support finds a request by its own id; an unknown sender's has no client. */
    find: (requestId: string, tx?: Tx) =>
      model
        .findById(requestId)
        .session(tx?.session ?? null)
        .lean<RequestRow>(),
    /** Global: everything that waits, what is due first; then what was settled lately. */
    list: async (): Promise<RequestRow[]> => {
      const open = await model.find({ state: 'open' }).sort({ dueAt: 1 }).limit(200).lean<RequestRow[]>();
      const over = await model
        .find({ state: { $ne: 'open' } })
        .sort({ settledAt: -1 })
        .limit(100)
        .lean<RequestRow[]>();
      return [...open, ...over];
    },
    /** Global: how many should have been answered by now. */
    countOverdue: (now: Date): Promise<number> =>
      model.countDocuments({ state: 'open', dueAt: { $lt: now } }),
    /** A client's own requests, newest first. */
    listOf: (clientId: string) => model.find({ clientId }).sort({ _id: -1 }).limit(100).lean<RequestRow[]>(),
    /** Global, as `find`. Whose it is, once staff made sure; null when it is not open, or was known already. */
    identify: (tx: Tx, requestId: string, clientId: string, checkedHow: string) =>
      change(
        tx,
        requestId,
        { state: 'open', identity: 'unknown' },
        { clientId, checkedHow, identity: 'checked' },
      ),
    /** Global, as `find`. From open to settled; null when it is not open. */
    settle: (
      tx: Tx,
      requestId: string,
      set: Pick<RequestRow, 'kind' | 'state' | 'settledBy' | 'answer'> & { changes?: Change[] },
    ) => change(tx, requestId, { state: 'open' }, { ...set, settledAt: tx.now }),
    /** Global, as `find`. Two months more, told with the reasons; null when it is not open or was extended before. */
    extend: (tx: Tx, requestId: string, dueAt: Date, extendedBecause: string) =>
      change(tx, requestId, { state: 'open', extendedBecause: null }, { dueAt, extendedBecause }),
    /** Global, as `find`. Its sender is still unknown. */
    forgetUnknown: async (tx: Tx, requestId: string): Promise<void> =>
      void (await model.deleteOne(
        { _id: requestId, state: 'open', identity: 'unknown' },
        { session: tx.session },
      )),
    /** Global: its term is over. */
    forget: async (tx: Tx, requestId: string): Promise<void> =>
      void (await model.deleteOne({ _id: requestId }, { session: tx.session })),
  };
}
export type Requests = ReturnType<typeof createRequests>;
