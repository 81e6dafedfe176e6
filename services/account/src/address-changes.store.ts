import type { ClauseId } from '@kstudio/charter';
import { type Core, holding, modelOf, type Tx } from '@kstudio/chassis';
import { Schema } from 'mongoose';

/** A change of the manager's or the billing contact's address: it takes effect by a link sent to the new one. */
export interface AddressChangeRow {
  _id: string;
  clientId: string;
  path: 'manager.email' | 'billing.email';
  from: string;
  to: string;
  state: 'waiting' | 'made' | 'undone';
  /** Until when the link of the present state is good. */
  until: Date;
}

const text = { type: String, required: true, clause: '4.rectification' as ClauseId };
const id = { type: String, required: true, technical: true };

export const addressChanges = holding({
  name: 'address-changes',
  category: 'requests',
  client: 'clientId',
  schema: new Schema({
    _id: id,
    clientId: id,
    path: text,
    from: text,
    to: text,
    state: { type: String, required: true, technical: true },
    until: { type: Date, required: true, technical: true },
  }),
});

export function createAddressChanges(db: Core['db']) {
  const model = modelOf<AddressChangeRow>(db, addressChanges);
  return {
    /** One change of an address waits at a time: an older one that waits is void. */
    add: async (tx: Tx, clientId: string, row: Omit<AddressChangeRow, 'clientId'>): Promise<void> => {
      await model.deleteMany({ clientId, path: row.path, state: 'waiting' }, { session: tx.session });
      await model.create([{ ...row, clientId }], { session: tx.session });
    },
    /** Global: the id comes out of a link that only a mailbox held; it names the client. */
    find: (changeId: string, tx?: Tx) =>
      model
        .findById(changeId)
        .session(tx?.session ?? null)
        .lean<AddressChangeRow>(),
    /** From one state to the next; false when it was not in it. Global, as above. */
    enter: async (
      tx: Tx,
      { _id, state }: AddressChangeRow,
      next: Pick<AddressChangeRow, 'state' | 'until'>,
    ): Promise<boolean> =>
      (await model.updateOne({ _id, state }, { $set: next }, { session: tx.session })).modifiedCount === 1,
    waitingOf: (clientId: string) => model.find({ clientId, state: 'waiting' }).lean<AddressChangeRow[]>(),
    /** Later changes of the same value fall with the one that is undone. */
    voidAfter: async (
      tx: Tx,
      clientId: string,
      path: AddressChangeRow['path'],
      changeId: string,
    ): Promise<void> =>
      void (await model.deleteMany({ clientId, path, _id: { $gt: changeId } }, { session: tx.session })),
    /** Global: forgets what can be neither made nor undone any more. */
    forgetOver: async (tx: Tx): Promise<void> =>
      void (await model.deleteMany({ until: { $lte: tx.now } }, { session: tx.session })),
  };
}
export type AddressChanges = ReturnType<typeof createAddressChanges>;
