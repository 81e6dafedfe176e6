import { type Core, holding, modelOf, type Tx } from '@kstudio/chassis';
import { newId } from '@kstudio/contracts';
import mongoose from 'mongoose';
import { createLogStore, type VersionReason } from './log.store.ts';

type Session = mongoose.mongo.ClientSession;

export const contentKinds = ['course', 'template', 'page'] as const;
export type ContentKind = (typeof contentKinds)[number];

/** Who may do what with a content, beside its owner. Ids of persons. */
export interface Sharing {
  /** Everybody in the space may read it. */
  openToSpace: boolean;
  readers: readonly string[];
  writers: readonly string[];
}

/** A content as lists show it. What it says is in its log of updates; title and summary are copies of it. */
export interface Content extends Sharing {
  contentId: string;
  clientId: string;
  /** The person who wrote it and controls it; null for what a new space is given, which is everybody's. */
  ownerId: string | null;
  kind: ContentKind;
  title: string;
  summary: string;
  createdAt: Date;
  updatedAt: Date;
  /** The number of the last update in the log. */
  lastUpdate: number;
  /** The number of the last version, the update it has last, and when it was kept. */
  lastVersion: number;
  versionUpdate: number;
  versionAt: Date;
}
type ContentRow = Omit<Content, 'contentId'> & { _id: string };

const clause = '2.contents';
const technical = true;
const id = { type: String, required: true, technical };
const text = { type: String, required: true, clause };
const number = { type: Number, required: true, technical };
const date = { type: Date, required: true, clause };
const persons = { type: [String], default: [], clause: '4.contents' };

const heads = new mongoose.Schema({
  _id: id,
  clientId: id,
  ownerId: { type: String, default: null, clause: '4.contents' },
  openToSpace: { type: Boolean, default: false, clause: '4.contents' },
  readers: persons,
  writers: persons,
  kind: text,
  title: text,
  summary: { type: String, default: '', clause },
  createdAt: date,
  updatedAt: date,
  lastUpdate: number,
  lastVersion: number,
  versionUpdate: { type: Number, default: 1, technical },
  versionAt: { type: Date, clause },
});
heads.index({ clientId: 1, ownerId: 1 });
export const contentsHolding = holding({
  name: 'contents',
  category: 'contents',
  client: 'clientId',
  person: 'ownerId',
  schema: heads,
});

export interface NewContent extends Pick<Content, 'clientId' | 'kind' | 'title' | 'summary'> {
  /** Given where something else names it already. */
  contentId?: string;
  ownerId?: string;
  update: Uint8Array;
}

export function createContentsStore(db: Core['db']) {
  const contents = modelOf<ContentRow>(db, contentsHolding);
  const log = createLogStore(db);

  return {
    ...log,

    /** Puts a new document into the client's space: the first update of its log, and its first version. */
    async create(
      tx: Tx,
      { clientId, update, ownerId, contentId = newId(), ...head }: NewContent,
      reason: VersionReason,
    ): Promise<string> {
      const { session, now: at } = tx;
      const row = {
        ...{ _id: contentId, clientId, ownerId: ownerId ?? null, ...head },
        ...{ createdAt: at, updatedAt: at, lastUpdate: 1, lastVersion: 1, versionUpdate: 1, versionAt: at },
      };
      await contents.create([row], { session });
      await log.log(tx, { clientId, contentId }, { number: 1, update });
      await log.keepVersion(tx, { clientId, contentId }, { number: 1, reason, name: null, snapshot: update });
      return contentId;
    },

    /** Global: of all contents that belong to a space and to nobody in it, the newest, by its id. */
    async newestOfSpaces(): Promise<string | null> {
      const row = await contents.findOne({ ownerId: null }).sort({ _id: -1 }).select({ _id: 1 }).lean();
      return row ? String(row._id) : null;
    },

    /** Every content of a client, its heads alone: routes list what the caller may read. */
    async allOf(clientId: string): Promise<Content[]> {
      const rows = await contents.find({ clientId }).sort({ kind: 1, title: 1 }).lean();
      return rows.map((row) => contentOf(row as ContentRow));
    },

    /** Somebody left the space: what she had published, or shared with all of it, is the space's now. */
    handToSpace: async (
      tx: Tx,
      clientId: string,
      ownerId: string,
      published: readonly string[],
    ): Promise<void> =>
      void (await contents.updateMany(
        { clientId, ownerId, $or: [{ openToSpace: true }, { _id: { $in: published } }] },
        { $set: { ownerId: null } },
        { session: tx.session },
      )),

    /** What a person may read of her client's contents: her own, what is shared with her, what is the space's. */
    async listFor(clientId: string, personId: string): Promise<Content[]> {
      const own = [{ ownerId: personId }, { ownerId: null }];
      const shared = [{ writers: personId }, { readers: personId }, { openToSpace: true }];
      const rows = await contents
        .find({ clientId, $or: [...own, ...shared] })
        .sort({ kind: 1, title: 1 })
        .limit(500)
        .lean();
      return rows.map((row) => contentOf(row as ContentRow));
    },

    /** A content of this client; null for one that does not exist, and for another client's: one and the same query. */
    async find(clientId: string, contentId: string, session?: Session): Promise<Content | null> {
      const options = session ? { session } : {};
      const row = await contents.findOne({ _id: contentId, clientId }, null, options).lean();
      return row && contentOf(row as ContentRow);
    },

    /** What the head of a content says now. */
    async set(
      tx: Tx,
      clientId: string,
      contentId: string,
      head: Partial<Omit<Content, 'contentId' | 'clientId' | 'ownerId'>>,
    ): Promise<void> {
      await contents.updateOne(
        { _id: contentId, clientId },
        { $set: head as object },
        { session: tx.session },
      );
    },

    /** The content and all that was ever logged of it are gone. */
    async delete(tx: Tx, clientId: string, contentId: string): Promise<void> {
      await contents.deleteOne({ _id: contentId, clientId }, { session: tx.session });
      await log.forget(tx, clientId, contentId);
    },
  };
}
export type ContentsStore = ReturnType<typeof createContentsStore>;

/** Rows of a space's first days say less. */
const contentOf = ({ _id: contentId, ...rest }: ContentRow): Content => ({
  contentId,
  ...rest,
  ownerId: rest.ownerId ?? null,
  openToSpace: rest.openToSpace ?? false,
  readers: rest.readers ?? [],
  writers: rest.writers ?? [],
  versionUpdate: rest.versionUpdate ?? 1,
  versionAt: rest.versionAt ?? rest.createdAt,
});
