import { type Core, holding, modelOf, type Tx } from '@kstudio/chassis';
import mongoose from 'mongoose';

interface ClientRow {
  _id: string;
  openedAt: Date | null;
  endedAt: Date | null;
  /** Version of account's last word about the subscription. */
  lifeVersion?: number;
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
    lifeVersion: { type: Number, default: 0, technical: true },
  }),
});

/** The clients for whose spaces something may be collected: two facts that account tells, in whatever order they come. */
export function createClientsStore(db: Core['db']) {
  const model = modelOf<ClientRow>(db, clientsHolding);
  return {
    async note(tx: Tx, clientId: string, fact: Partial<Omit<ClientRow, '_id'>>): Promise<void> {
      await model.updateOne({ _id: clientId }, { $set: fact }, { session: tx.session, upsert: true });
    },
    /** When the subscription ended; null: it goes on. An older word than the one that is known changes nothing. */
    async noteLife(tx: Tx, clientId: string, version: number, endedAt: Date | null): Promise<void> {
      const known = await model.findById(clientId).session(tx.session).lean<ClientRow>();
      if ((known?.lifeVersion ?? 0) < version)
        await this.note(tx, clientId, { endedAt, lifeVersion: version });
    },
    find: (clientId: string): Promise<ClientRow | null> => model.findById(clientId).lean<ClientRow>().exec(),
  };
}
export type ClientsStore = ReturnType<typeof createClientsStore>;
