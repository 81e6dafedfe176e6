import type { CategoryId } from '@kstudio/charter';
import { type Core, holding, modelOf, type Tx } from '@kstudio/chassis';
import type { ServiceName } from '@kstudio/contracts';
import type { CertificateAnswer } from '@kstudio/verify';
import mongoose from 'mongoose';

export type OwnerAnswer = { state: string; endedAt: string | null };
export type Stage = 'holders' | 'owner' | 'certified';

/** One purge: what was ordered, on whose word, and who has answered. Ids and counts alone. */
export interface Order {
  orderId: string;
  /** Null once backups from before the purge are gone: from then on the fingerprint alone. */
  clientId: string | null;
  clientFingerprint: string;
  categories: CategoryId[];
  reason: 'term' | 'unconfirmed' | 'asked';
  charterVersion: string;
  orderedAt: Date;
  certificateId: string;
  ownerAnswer: OwnerAnswer;
  stage: Stage;
  /** Version of the events about this order. */
  version: number;
  answers: (CertificateAnswer & { service: ServiceName })[];
}
type OrderRow = Omit<Order, 'orderId'> & { _id: string };

const clause = '5.subscription-term';
const technical = true;
const text = { type: String, required: true, clause };
const count = { type: Number, required: true, clause };
const plain = (fields: mongoose.SchemaDefinition) => new mongoose.Schema(fields, { _id: false });

const answer = plain({
  service: text,
  holdings: [plain({ name: text, category: text, deleted: count })],
  scan: plain({ collections: count, documents: count, found: count }),
  finishedAt: text,
  publicKey: plain({ kty: text, crv: text, x: text }),
  signature: text,
});

export const ordersHolding = holding({
  name: 'orders',
  category: 'proof',
  client: 'clientId',
  schema: new mongoose.Schema({
    _id: { type: String, required: true, technical },
    clientId: { type: String, default: null, technical },
    clientFingerprint: text,
    categories: [{ type: String, required: true, clause }],
    reason: text,
    charterVersion: text,
    orderedAt: { type: Date, required: true, clause },
    certificateId: { type: String, required: true, technical },
    ownerAnswer: plain({ state: text, endedAt: { type: String, default: null, clause } }),
    stage: text,
    version: { type: Number, required: true, technical },
    answers: [answer],
  }),
});

/** Global: an order is found by its own id, because an answer names no client. */
export function createOrdersStore(db: Core['db']) {
  const model = modelOf<OrderRow>(db, ordersHolding);
  const change = async (tx: Tx, filter: object, update: object): Promise<Order | null> => {
    const options = { session: tx.session, returnDocument: 'after', lean: true } as const;
    const row = await model.findOneAndUpdate(filter, update, options);
    return row && orderOf(row);
  };

  return {
    async create(tx: Tx, { orderId, ...order }: Order): Promise<void> {
      await model.create([{ _id: orderId, ...order }], { session: tx.session });
    },

    /** By the order's own id: an answer names no client. */
    async find(tx: Tx, orderId: string): Promise<Order | null> {
      const row = await model.findById(orderId, null, { session: tx.session, lean: true });
      return row && orderOf(row);
    },

    /** Keeps a service's answer; null when it had answered already. */
    addAnswer: (tx: Tx, orderId: string, its: Order['answers'][number]) =>
      change(tx, { _id: orderId, 'answers.service': { $ne: its.service } }, { $push: { answers: its } }),

    /** Enters the next stage. */
    async enter(tx: Tx, orderId: string, stage: Stage): Promise<Order> {
      const order = await change(tx, { _id: orderId }, { $set: { stage }, $inc: { version: 1 } });
      if (!order) throw new Error('no such order');
      return order;
    },

    /** Forgets which client an order was about. Global: by the order's own id. */
    forgetClient: (tx: Tx, orderId: string) => change(tx, { _id: orderId }, { $set: { clientId: null } }),

    /** The latest orders. Global: an operator's list. */
    async latest(limit = 100): Promise<Order[]> {
      const rows = await model.find().sort({ orderedAt: -1 }).limit(limit).lean();
      return rows.map((row) => orderOf(row as OrderRow));
    },
  };
}
export type OrdersStore = ReturnType<typeof createOrdersStore>;

const orderOf = ({ _id: orderId, ...rest }: OrderRow): Order => ({ orderId, ...rest });
