import type { CategoryId } from '@kstudio/charter';
import { type Bilingual, type Core, holding, modelOf, type Tx } from '@kstudio/chassis';
import { newId } from '@kstudio/contracts';
import mongoose from 'mongoose';

export const incidentKinds = ['declared', 'token-reused'] as const;
export type IncidentKind = (typeof incidentKinds)[number];

/** A breach of the security rules, as the register has it. Its words name nobody. */
export interface Incident {
  incidentId: string;
  kind: IncidentKind;
  nature: Bilingual;
  consequences: Bilingual;
  measures: { at: Date; words: Bilingual }[];
  categories: CategoryId[];
  /** About how many people of a client are concerned; null: not known yet. */
  people: number | null;
  noticedAt: Date;
  /** The staff member; null where the platform noticed it itself. */
  declaredBy: string | null;
  closedAt: Date | null;
}
type IncidentRow = Omit<Incident, 'incidentId'> & { _id: string };

/** What one client was told of an incident, and when somebody of it said that she knows. */
export interface Touched {
  incidentId: string;
  clientId: string;
  noticedAt: Date;
  toldAt: Date | null;
  acknowledgedAt: Date | null;
}
type TouchedRow = Touched & { _id: string; acknowledgedBy: string | null };

const clause = '6.incident';
const technical = true;
const date = { type: Date, required: true, clause };
const maybeDate = { type: Date, default: null, clause };
const text = { type: String, required: true, clause };
const id = { type: String, required: true, technical };
const plain = (fields: mongoose.SchemaDefinition) => new mongoose.Schema(fields, { _id: false });
const words = () => ({ type: plain({ fr: text, en: text }), required: true });

export const incidentsHolding = holding({
  name: 'incidents',
  category: 'proof',
  client: null,
  global: 'The register of incidents (GDPR 33(5)): one may touch several clients, and names nobody.',
  schema: new mongoose.Schema({
    _id: id,
    kind: text,
    nature: words(),
    consequences: words(),
    measures: [plain({ at: date, words: words() })],
    categories: [text],
    people: { type: Number, default: null, clause },
    noticedAt: date,
    declaredBy: { type: String, default: null, technical },
    closedAt: maybeDate,
  }),
});

const touched = new mongoose.Schema({
  _id: id,
  incidentId: id,
  clientId: id,
  noticedAt: date,
  toldAt: maybeDate,
  acknowledgedAt: maybeDate,
  acknowledgedBy: { type: String, default: null, technical },
});
touched.index({ incidentId: 1, clientId: 1 }, { unique: true });
export const incidentClientsHolding = holding({
  name: 'incident-clients',
  category: 'users',
  client: 'clientId',
  schema: touched,
});

export function createIncidentsStore(db: Core['db']) {
  const incidents = modelOf<IncidentRow>(db, incidentsHolding);
  const clients = modelOf<TouchedRow>(db, incidentClientsHolding);
  return {
    /** Enters an incident into the register, with the clients that it touches. */
    async declare(tx: Tx, { incidentId, ...row }: Incident, clientIds: readonly string[]): Promise<void> {
      const { session } = tx;
      await incidents.create([{ _id: incidentId, ...row }], { session });
      const each = { incidentId, noticedAt: row.noticedAt, toldAt: null, acknowledgedAt: null };
      const rows = clientIds.map((clientId) => ({ _id: newId(), clientId, acknowledgedBy: null, ...each }));
      await clients.insertMany(rows, { session });
    },

    /** Global: the register's entry, which names no client. */
    async find(incidentId: string): Promise<Incident | null> {
      const row = await incidents.findById(incidentId).lean();
      return row && incidentOf(row as IncidentRow);
    },

    /** Global: the register, newest first, with what each client was told. */
    async register(limit = 100): Promise<{ incident: Incident; clients: Touched[] }[]> {
      const rows = await incidents.find().sort({ _id: -1 }).limit(limit).lean();
      const told = await clients.find({ incidentId: { $in: rows.map(({ _id }) => _id) } }).lean();
      const byIncident = Map.groupBy(told, ({ incidentId }) => incidentId);
      return rows.map((row) => ({
        incident: incidentOf(row as IncidentRow),
        clients: (byIncident.get(row._id) ?? []) as Touched[],
      }));
    },

    /** The incidents that touched a client, newest first. */
    async listOf(clientId: string): Promise<{ incident: Incident; touched: Touched }[]> {
      const mine = await clients.find({ clientId }).sort({ _id: -1 }).limit(100).lean();
      const rows = await incidents.find({ _id: { $in: mine.map(({ incidentId }) => incidentId) } }).lean();
      const byId = new Map(rows.map((row) => [row._id, incidentOf(row as IncidentRow)]));
      return mine.flatMap((its) => {
        const incident = byId.get(its.incidentId);
        return incident ? [{ incident, touched: its as Touched }] : [];
      });
    },

    /** A mail server took the first mail about it, or somebody read it in the application. */
    async told(tx: Tx, clientId: string, incidentId: string): Promise<void> {
      const set = { $set: { toldAt: tx.now } };
      await clients.updateOne({ clientId, incidentId, toldAt: null }, set, { session: tx.session });
    },

    /** False where the client was not touched, or somebody acknowledged before. */
    async acknowledge(tx: Tx, clientId: string, incidentId: string, personId: string): Promise<boolean> {
      await this.told(tx, clientId, incidentId);
      const set = { $set: { acknowledgedAt: tx.now, acknowledgedBy: personId } };
      const filter = { clientId, incidentId, acknowledgedAt: null };
      return (await clients.updateOne(filter, set, { session: tx.session })).modifiedCount === 1;
    },

    /** Global: how many incidents are open. */
    countOpen: (): Promise<number> => incidents.countDocuments({ closedAt: null }),

    /** Global: how many clients have not been told of an incident that was noticed before. */
    countUntold: (before: Date): Promise<number> =>
      clients.countDocuments({ toldAt: null, noticedAt: { $lt: before } }),

    /** Whether it touched this client. */
    touches: async (clientId: string, incidentId: string): Promise<boolean> =>
      (await clients.exists({ clientId, incidentId })) !== null,

    /** Global: adds what is done about it; false where there is no such open incident. */
    async addMeasure(tx: Tx, incidentId: string, its: Bilingual): Promise<boolean> {
      const push = { $push: { measures: { at: tx.now, words: its } } };
      const filter = { _id: incidentId, closedAt: null };
      return (await incidents.updateOne(filter, push, { session: tx.session })).modifiedCount === 1;
    },

    /** Global: closes it; false where it is not open. */
    async close(tx: Tx, incidentId: string): Promise<boolean> {
      const set = { $set: { closedAt: tx.now } };
      const filter = { _id: incidentId, closedAt: null };
      return (await incidents.updateOne(filter, set, { session: tx.session })).modifiedCount === 1;
    },
  };
}
export type IncidentsStore = ReturnType<typeof createIncidentsStore>;

const incidentOf = ({ _id: incidentId, ...rest }: IncidentRow): Incident => ({ incidentId, ...rest });
