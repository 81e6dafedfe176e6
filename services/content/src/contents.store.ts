import { type Core, holding, modelOf, type Tx } from '@kstudio/chassis';
import { newId } from '@kstudio/contracts';
import mongoose from 'mongoose';

export const contentKinds = ['course', 'template'] as const;
export type ContentKind = (typeof contentKinds)[number];

/** A content as lists show it. What it says is in its log of updates; title and summary are copies of it. */
export interface Content {
  contentId: string;
  clientId: string;
  kind: ContentKind;
  title: string;
  summary: string;
  createdAt: Date;
  updatedAt: Date;
  /** The number of the last update in the log. */
  lastUpdate: number;
  /** The number of the last version. */
  lastVersion: number;
}
type ContentRow = Omit<Content, 'contentId'> & { _id: string };

export interface Version {
  number: number;
  at: Date;
  reason: 'opened';
}
interface UpdateRow {
  _id: string;
  clientId: string;
  contentId: string;
  number: number;
  at: Date;
  update: Buffer;
}
type VersionRow = Omit<UpdateRow, 'update'> & { reason: Version['reason']; snapshot: Buffer };

const clause = '2.contents';
const technical = true;
const id = { type: String, required: true, technical };
const text = { type: String, required: true, clause };
const number = { type: Number, required: true, technical };
const date = { type: Date, required: true, clause };
const bytes = { type: Buffer, required: true, clause };

export const contentsHolding = holding({
  name: 'contents',
  category: 'contents',
  client: 'clientId',
  schema: new mongoose.Schema({
    _id: id,
    clientId: id,
    kind: text,
    title: text,
    summary: { type: String, default: '', clause },
    createdAt: date,
    updatedAt: date,
    lastUpdate: number,
    lastVersion: number,
  }),
});

/** The log: every save appends an update of the document (Yjs), and nothing is overwritten. */
const updates = new mongoose.Schema({
  _id: id,
  clientId: id,
  contentId: id,
  number,
  at: date,
  update: bytes,
});
updates.index({ contentId: 1, number: 1 }, { unique: true });
export const updatesHolding = holding({
  name: 'updates',
  category: 'contents',
  client: 'clientId',
  schema: updates,
});

/** Versions: the whole document at a moment, so that reading needs no long log. */
const versions = new mongoose.Schema({
  _id: id,
  clientId: id,
  contentId: id,
  number,
  at: date,
  reason: text,
  snapshot: bytes,
});
versions.index({ contentId: 1, number: 1 }, { unique: true });
export const versionsHolding = holding({
  name: 'versions',
  category: 'contents',
  client: 'clientId',
  schema: versions,
});

export interface NewContent extends Pick<Content, 'clientId' | 'kind' | 'title' | 'summary'> {
  update: Uint8Array;
}

export function createContentsStore(db: Core['db']) {
  const contents = modelOf<ContentRow>(db, contentsHolding);
  const log = modelOf<UpdateRow>(db, updatesHolding);
  const snapshots = modelOf<VersionRow>(db, versionsHolding);

  return {
    /** Puts a new document into the client's space: the first update of its log, and its first version. */
    async create(
      tx: Tx,
      { clientId, update, ...head }: NewContent,
      reason: Version['reason'],
    ): Promise<string> {
      const { session, now: at } = tx;
      const contentId = newId();
      const bytesOf = Buffer.from(update);
      const row = {
        _id: contentId,
        clientId,
        ...head,
        createdAt: at,
        updatedAt: at,
        lastUpdate: 1,
        lastVersion: 1,
      };
      const first = { clientId, contentId, number: 1, at };
      await contents.create([row], { session });
      await log.create([{ _id: newId(), ...first, update: bytesOf }], { session });
      await snapshots.create([{ _id: newId(), ...first, reason, snapshot: bytesOf }], { session });
      return contentId;
    },

    /** A client's contents, courses first, then by title. */
    async listOf(clientId: string): Promise<Content[]> {
      const rows = await contents.find({ clientId }).sort({ kind: 1, title: 1 }).limit(500).lean();
      return rows.map((row) => contentOf(row as ContentRow));
    },

    /** A content of this client; null for one that does not exist, and for another client's: one and the same query. */
    async find(clientId: string, contentId: string): Promise<Content | null> {
      const row = await contents.findOne({ _id: contentId, clientId }).lean();
      return row && contentOf(row as ContentRow);
    },

    /** The document's updates since its beginning, in order. */
    async updatesOf(clientId: string, contentId: string): Promise<Uint8Array[]> {
      const rows = await log.find({ clientId, contentId }).sort({ number: 1 }).lean();
      return rows.map(({ update }) => bytesIn(update));
    },

    async versionsOf(clientId: string, contentId: string): Promise<Version[]> {
      const rows = await snapshots
        .find({ clientId, contentId }, { number: 1, at: 1, reason: 1 })
        .sort({ number: -1 })
        .limit(100)
        .lean();
      return rows.map(({ number: its, at, reason }) => ({ number: its, at, reason }));
    },
  };
}
export type ContentsStore = ReturnType<typeof createContentsStore>;

const contentOf = ({ _id: contentId, ...rest }: ContentRow): Content => ({ contentId, ...rest });

/** Lean documents hold BSON binaries where the type says Buffer. */
function bytesIn(value: Buffer | mongoose.mongo.Binary): Uint8Array {
  return value instanceof mongoose.mongo.Binary ? (value.value() as Uint8Array) : value;
}
