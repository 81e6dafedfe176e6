import type { ClauseId } from '@kstudio/charter';
import { type Core, holding, modelOf, type Tx } from '@kstudio/chassis';
import { Schema } from 'mongoose';

export interface InvitationRow {
  _id: string;
  clientId: string;
  personId: string;
  /** What the ticket of a user's invitation is made of, with a secret; the manager's ticket is account's. */
  seed?: string | null;
  expiresAt: Date;
  usedAt?: Date | null;
}

/** Single-use invitations; the id is the SHA-256 of the ticket, which is stored nowhere. */
export const invitations = holding({
  name: 'invitations',
  category: 'access',
  client: 'clientId',
  person: 'personId',
  schema: new Schema({
    _id: { type: String, required: true, clause: '6.safeguards' as ClauseId },
    clientId: { type: String, required: true, technical: true },
    personId: { type: String, required: true, technical: true },
    seed: { type: String, technical: true },
    expiresAt: { type: Date, required: true, technical: true },
    usedAt: { type: Date, technical: true },
  }),
});

export function createInvitations(db: Core['db']) {
  const model = modelOf<InvitationRow>(db, invitations);
  return {
    add: async (tx: Tx, clientId: string, row: Omit<InvitationRow, 'clientId'>): Promise<void> =>
      void (await model.updateOne(
        { _id: row._id },
        { $setOnInsert: { ...row, clientId } },
        { upsert: true, session: tx.session },
      )),
    /** Takes a person's invitations to a space back; says whether one was still good. */
    withdraw: async (tx: Tx, clientId: string, personId: string): Promise<boolean> =>
      (await model.deleteMany({ clientId, personId }, { session: tx.session })).deletedCount > 0,
    /** The invitation of a user that waits for her; null where she needs none. */
    waitingOf: (clientId: string, personId: string) =>
      model.findOne({ clientId, personId, usedAt: null, seed: { $ne: null } }).lean<InvitationRow>(),
    /** A client's invitations that wait. */
    waitingIn: (clientId: string) => model.find({ clientId, usedAt: null }).lean<InvitationRow[]>(),
    /** Global: the ticket's hash is all that its holder has; it names the client. */
    find: (ticketHash: string) => model.findById(ticketHash).lean<InvitationRow>(),
    /** Global, as above. Uses the invitation up; false when it was used already. */
    use: async (tx: Tx, ticketHash: string): Promise<boolean> =>
      (
        await model.updateOne(
          { _id: ticketHash, usedAt: null },
          { $set: { usedAt: tx.now } },
          { session: tx.session },
        )
      ).modifiedCount === 1,
  };
}
export type Invitations = ReturnType<typeof createInvitations>;
