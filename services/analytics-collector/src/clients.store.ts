import { type Core, holding, modelOf, type Tx } from '@kstudio/chassis';
import mongoose from 'mongoose';

interface ClientRow {
  _id: string;
  openedAt: Date | null;
  endedAt: Date | null;
}

const clause = '5.subscription-term';

export const clientsHolding = holding({
  name: 'clients',
  category: 'subscription',
  client: '_id',
  schema: new mongoose.Schema({
    _id: { type: String, required: true, technical: true },
    openedAt: { type: Date, default: null, clause },
    endedAt: { type: Date, default: null, clause },
  }),
});

/** The clients for whose spaces something may be collected: two facts that account tells, in whatever order they come. */
export function createClientsStore(db: Core['db']) {
  const model = modelOf<ClientRow>(db, clientsHolding);
  return {
    async note(tx: Tx, clientId: string, fact: Partial<Omit<ClientRow, '_id'>>): Promise<void> {
      await model.updateOne({ _id: clientId }, { $set: fact }, { session: tx.session, upsert: true });
    },
    find: (clientId: string): Promise<ClientRow | null> => model.findById(clientId).lean<ClientRow>().exec(),
  };
}
export type ClientsStore = ReturnType<typeof createClientsStore>;
