import { type Core, changeOne, holding, modelOf, type Tx } from '@kstudio/chassis';
import mongoose from 'mongoose';

/** Where a space publishes: its name in addresses, and the title of its pages. */
export interface Site {
  name: string;
  title: string;
}
interface SpaceRow {
  _id: string;
  openedAt: Date | null;
  endedAt: Date | null;
  /** Version of account's last word about the subscription. */
  lifeVersion: number;
  siteName: string | null;
  siteTitle: string | null;
  /** Version of the events about the site. */
  siteVersion: number;
}

const clause = '5.subscription-term';

const spaces = new mongoose.Schema({
  _id: { type: String, required: true, technical: true },
  openedAt: { type: Date, default: null, clause },
  endedAt: { type: Date, default: null, clause },
  lifeVersion: { type: Number, default: 0, technical: true },
  siteName: { type: String, default: null, clause: '2.contents' },
  siteTitle: { type: String, default: null, clause: '2.contents' },
  siteVersion: { type: Number, default: 0, technical: true },
});
spaces.index({ siteName: 1 }, { unique: true, partialFilterExpression: { siteName: { $type: 'string' } } });
export const spacesHolding = holding({
  name: 'spaces',
  category: 'contents',
  client: '_id',
  schema: spaces,
});

/** A client's space, by the two facts that account tells about it, in whatever order they come. */
export function createSpacesStore(db: Core['db']) {
  const model = modelOf<SpaceRow>(db, spacesHolding);
  const note = async (tx: Tx, clientId: string, fact: Partial<SpaceRow>) => {
    const before = await model.findById(clientId).session(tx.session).lean<SpaceRow>();
    await changeOne(model, { _id: clientId }, { set: { $set: fact }, session: tx.session, upsert: true });
    return before;
  };
  return {
    /** True when the space had not been opened before. */
    async open(tx: Tx, clientId: string, openedAt: Date): Promise<boolean> {
      const before = await note(tx, clientId, { openedAt });
      return !before?.openedAt;
    },
    /** When the subscription ended; null: it goes on. An older word than the one that is known changes nothing. */
    async noteLife(tx: Tx, clientId: string, version: number, endedAt: Date | null): Promise<void> {
      const known = await model.findById(clientId).session(tx.session).lean<SpaceRow>();
      if ((known?.lifeVersion ?? 0) < version) await note(tx, clientId, { endedAt, lifeVersion: version });
    },

    /** Names the space's site; the version of what is told about it. Fails with a duplicate key where it is taken. */
    async nameSite(tx: Tx, clientId: string, { name, title }: Site): Promise<number> {
      const set = { $set: { siteName: name, siteTitle: title }, $inc: { siteVersion: 1 } };
      const row = await changeOne(model, { _id: clientId }, { set, session: tx.session, upsert: true });
      return row!.siteVersion;
    },
    /** When the subscription ended; null while it goes on. */
    async endedAt(clientId: string): Promise<Date | null> {
      return (await model.findById(clientId).select({ endedAt: 1 }).lean<SpaceRow>())?.endedAt ?? null;
    },
    async siteOf(clientId: string): Promise<Site | null> {
      const row = await model.findById(clientId).lean<SpaceRow>();
      return row?.siteName ? { name: row.siteName, title: row.siteTitle ?? row.siteName } : null;
    },
    /** Global: a reader comes with an address alone. Whose site it names, and until when it is there. */
    async siteNamed(name: string): Promise<(Site & { clientId: string; endedAt: Date | null }) | null> {
      const row = await model.findOne({ siteName: name }).lean<SpaceRow>();
      if (!row) return null;
      return { name, title: row.siteTitle ?? name, clientId: row._id, endedAt: row.endedAt };
    },
  };
}
export type SpacesStore = ReturnType<typeof createSpacesStore>;
