import type { ClauseId } from '@kstudio/charter';
import { type Core, holding, modelOf, type Tx } from '@kstudio/chassis';
import { Schema } from 'mongoose';

export interface EmailChangeRow {
  _id: string;
  clientId: string;
  personId: string;
  from: string;
  to: string;
  state: 'waiting' | 'made' | 'undone';
  /** Until when the link of the present state is good. */
  until: Date;
}

const address = { type: String, required: true, clause: '4.users' as ClauseId };

/** Changes of the address that a person signs in with, from the asking to the last moment of undoing them. */
export const emailChanges = holding({
  name: 'email-changes',
  category: 'access',
  client: 'clientId',
  person: 'personId',
  schema: new Schema({
    _id: { type: String, required: true, technical: true },
    clientId: { type: String, required: true, technical: true },
    personId: { type: String, required: true, technical: true },
    from: address,
    to: address,
    state: { type: String, required: true, technical: true },
    until: { type: Date, required: true, technical: true },
  }),
});

export function createEmailChanges(db: Core['db']) {
  const model = modelOf<EmailChangeRow>(db, emailChanges);
  return {
    /** One change of a person waits at a time: an older one that waits is void. */
    add: async (tx: Tx, clientId: string, row: Omit<EmailChangeRow, 'clientId'>): Promise<void> => {
      await model.deleteMany({ personId: row.personId, state: 'waiting' }, { session: tx.session });
      await model.create([{ ...row, clientId }], { session: tx.session });
    },
    /** Global: the id comes out of a link that only a mailbox held; it names client and person. */
    find: (changeId: string, tx?: Tx) =>
      model
        .findById(changeId)
        .session(tx?.session ?? null)
        .lean<EmailChangeRow>(),
    /** From one state to the next; false when it was not in it. Global, as above. */
    enter: async (
      tx: Tx,
      { _id, state }: EmailChangeRow,
      next: Pick<EmailChangeRow, 'state' | 'until'>,
    ): Promise<boolean> =>
      (await model.updateOne({ _id, state }, { $set: next }, { session: tx.session })).modifiedCount === 1,
    /** The addresses that wait for their link, by person. */
    waitingIn: (clientId: string) => model.find({ clientId, state: 'waiting' }).lean<EmailChangeRow[]>(),
    /** Later changes of a person fall with the one that is undone. Global: they may have been asked in other spaces. */
    voidAfter: async (tx: Tx, personId: string, changeId: string): Promise<void> =>
      void (await model.deleteMany({ personId, _id: { $gt: changeId } }, { session: tx.session })),
    /** Those that wait: a person who leaves a space and stays in another can still undo what was made. */
    forgetWaiting: async (tx: Tx, clientId: string, personId: string): Promise<void> =>
      void (await model.deleteMany({ clientId, personId, state: 'waiting' }, { session: tx.session })),
    forget: async (tx: Tx, clientId: string, personId: string): Promise<void> =>
      void (await model.deleteMany({ clientId, personId }, { session: tx.session })),
    /** Global: forgets what can be neither made nor undone any more. */
    forgetOver: async (tx: Tx): Promise<void> =>
      void (await model.deleteMany({ until: { $lte: tx.now } }, { session: tx.session })),
  };
}
export type EmailChanges = ReturnType<typeof createEmailChanges>;
