import { type Core, holding, modelOf, type Tx } from '@kstudio/chassis';
import mongoose from 'mongoose';

/** A content as the reading site shows it: a version, rendered once. Who publishes again replaces it. */
export interface Publication {
  contentId: string;
  clientId: string;
  /** Names the page in its address. */
  page: string;
  title: string;
  summary: string;
  html: string;
  /** The images that this version shows, and no others are served. */
  images: readonly string[];
  version: number;
  publishedAt: Date;
}
type PublicationRow = Omit<Publication, 'contentId'> & { _id: string };

const clause = '2.contents';
const technical = true;
const text = { type: String, required: true, clause };
const id = { type: String, required: true, technical };
const publications = new mongoose.Schema({
  _id: id,
  clientId: id,
  page: text,
  title: text,
  summary: { type: String, default: '', clause },
  html: { type: String, default: '', clause },
  images: { type: [String], default: [], technical },
  version: { type: Number, required: true, technical },
  publishedAt: { type: Date, required: true, clause },
});
publications.index({ clientId: 1, page: 1 }, { unique: true });
export const publicationsHolding = holding({
  name: 'publications',
  category: 'contents',
  client: 'clientId',
  schema: publications,
});

export function createPublications(db: Core['db']) {
  const model = modelOf<PublicationRow>(db, publicationsHolding);
  return {
    /** What a content's page shows from now on. Fails with a duplicate key where another content has its address. */
    async put(tx: Tx, { contentId, ...publication }: Publication): Promise<void> {
      const { clientId } = publication;
      const options = { session: tx.session, upsert: true };
      await model.replaceOne({ _id: contentId, clientId }, publication as never, options);
    },
    async find(clientId: string, contentId: string): Promise<Publication | null> {
      return publicationOf(await model.findOne({ _id: contentId, clientId }).lean<PublicationRow>());
    },
    async at(clientId: string, page: string): Promise<Publication | null> {
      return publicationOf(await model.findOne({ clientId, page }).lean<PublicationRow>());
    },
    /** The pages of a client's site, by title, without their texts. */
    async listOf(clientId: string): Promise<Pick<Publication, 'page' | 'title' | 'summary'>[]> {
      const shown = { page: 1, title: 1, summary: 1 };
      return model.find({ clientId }, shown).sort({ title: 1 }).collation({ locale: 'fr' }).lean();
    },
    /** Which of a client's contents are published. */
    idsOf: async (clientId: string): Promise<Set<string>> =>
      new Set((await model.find({ clientId }, { _id: 1 }).lean()).map(({ _id }) => String(_id))),
    /** Whether a page of this client's site shows an image. */
    shows: async (clientId: string, imageId: string): Promise<boolean> =>
      (await model.exists({ clientId, images: imageId })) !== null,
    /** False where it was not published. */
    remove: async (tx: Tx, clientId: string, contentId: string): Promise<boolean> =>
      (await model.deleteOne({ _id: contentId, clientId }, { session: tx.session })).deletedCount === 1,
  };
}
export type Publications = ReturnType<typeof createPublications>;

const publicationOf = (row: PublicationRow | null): Publication | null => {
  if (!row) return null;
  const { _id: contentId, ...rest } = row;
  return { contentId, ...rest };
};
