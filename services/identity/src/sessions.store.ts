import type { ClauseId } from '@kstudio/charter';
import { type Core, changeOne, type Holding, holding, modelOf, type Tx } from '@kstudio/chassis';
import { Schema } from 'mongoose';
import type { Family } from './judge-refresh.ts';

/** A signed-in browser, as one family of refresh tokens; hashes alone. Where it came from is a trace. */
export interface SessionRow extends Family {
  _id: string;
  version: number;
  /** The person's id, or the staff member's. */
  ownerId: string;
  /** The client that the person works for at present; none for staff. */
  clientId?: string | null;
  /** When it was opened, or its token last renewed: about every ten minutes while it is used. */
  usedAt?: Date | null;
}

const access = { type: String, clause: '6.safeguards' as ClauseId };
const paths = {
  _id: { type: String, required: true, technical: true },
  version: { type: Number, required: true, technical: true },
  ownerId: { type: String, required: true, technical: true },
  current: { ...access, required: true },
  previous: access,
  rotatedAt: { type: Number, required: true, technical: true },
  usedAt: { type: Date, clause: '6.safeguards' as ClauseId },
  endsAt: { type: Date, required: true, technical: true },
};

export const sessions = holding({
  name: 'sessions',
  category: 'access',
  client: 'clientId',
  person: 'ownerId',
  schema: new Schema({ ...paths, clientId: { type: String, required: true, technical: true } }).index({
    ownerId: 1,
  }),
});

export const staffSessions = holding({
  name: 'staff-sessions',
  category: 'staff',
  client: null,
  global: 'Staff belong to Knowmore and to no client.',
  schema: new Schema(paths),
});

/** Global: a session is found by the id in its token, which names person and client. */
export function createSessions(db: Core['db'], of: Holding) {
  const model = modelOf<SessionRow>(db, of);
  return {
    insert: async (tx: Tx, row: SessionRow): Promise<void> =>
      void (await model.create([row], { session: tx.session })),
    find: (sessionId: string, tx?: Tx) =>
      model
        .findById(sessionId)
        .session(tx?.session ?? null)
        .lean<SessionRow>(),
    /** From one token to its successor. `rotatedAt` is real time. */
    rotate: async (tx: Tx, sessionId: string, from: string, to: string, rotatedAt: number): Promise<void> =>
      void (await model.updateOne(
        { _id: sessionId, current: from },
        { $set: { current: to, previous: from, rotatedAt, usedAt: tx.now }, $inc: { version: 1 } },
        { session: tx.session },
      )),
    /** Lets the session work for another client; null when the session is gone. */
    moveTo: (tx: Tx, clientId: string, sessionId: string, ownerId: string) =>
      changeOne(
        model,
        { _id: sessionId, ownerId },
        { set: { $set: { clientId }, $inc: { version: 1 } }, session: tx.session },
      ),
    /** The sessions in which these persons work for a client at present. */
    ofClient: (tx: Tx, clientId: string, ownerIds: readonly string[]) =>
      model
        .find({ clientId, ownerId: { $in: ownerIds } })
        .session(tx.session)
        .lean<SessionRow[]>(),
    /** Every session of a person, or of a staff member. */
    ofOwner: (tx: Tx, ownerId: string) => model.find({ ownerId }).session(tx.session).lean<SessionRow[]>(),
    /** Those of them that are not over at `now`, the latest first. */
    openOf: (ownerId: string, now: Date) =>
      model
        .find({ ownerId, endsAt: { $gt: now } })
        .sort({ _id: -1 })
        .lean<SessionRow[]>(),
    /** Ends a session; gives what it was, or null. */
    remove: (tx: Tx, sessionId: string) =>
      model.findOneAndDelete({ _id: sessionId }, { session: tx.session }).lean<SessionRow>(),
    /** The sessions of a person that work for a client now. */
    idsOf: async (tx: Tx, clientId: string, ownerId: string): Promise<string[]> =>
      (await model.find({ clientId, ownerId }, { _id: 1 }).session(tx.session).lean()).map(({ _id }) => _id),
    /** Forgets the sessions whose time is over. */
    forgetEnded: async (tx: Tx): Promise<void> =>
      void (await model.deleteMany({ endsAt: { $lte: tx.now } }, { session: tx.session })),
  };
}
export type Sessions = ReturnType<typeof createSessions>;
