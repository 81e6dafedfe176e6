import { type Core, holding, modelOf, type Tx } from '@kstudio/chassis';
import { newId } from '@kstudio/contracts';
import mongoose from 'mongoose';
import { bytesIn } from './log.store.ts';

/** An image of a content. At most 5 MB, so that it is one row: purged, exported and scanned like every other. */
export interface Image {
  imageId: string;
  clientId: string;
  contentId: string;
  type: string;
  at: Date;
  content: Uint8Array;
}
type ImageRow = Omit<Image, 'imageId' | 'content'> & { _id: string; content: Buffer };

const clause = '2.contents';
const id = { type: String, required: true, technical: true };
const images = new mongoose.Schema({
  _id: id,
  clientId: id,
  contentId: id,
  type: { type: String, required: true, clause },
  at: { type: Date, required: true, clause },
  content: { type: Buffer, required: true, clause },
});
images.index({ contentId: 1 });
export const imagesHolding = holding({
  name: 'images',
  category: 'contents',
  client: 'clientId',
  schema: images,
});

export function createImagesStore(db: Core['db']) {
  const model = modelOf<ImageRow>(db, imagesHolding);
  return {
    async keep(tx: Tx, image: Omit<Image, 'imageId' | 'at'> & { clientId: string }): Promise<string> {
      const imageId = newId();
      const row = { _id: imageId, ...image, at: tx.now, content: Buffer.from(image.content) };
      await model.create([row], { session: tx.session });
      return imageId;
    },

    async find(clientId: string, imageId: string): Promise<Image | null> {
      const row = await model.findOne({ _id: imageId, clientId }).lean();
      if (!row) return null;
      const { _id, content, ...rest } = row;
      return { imageId: _id, ...(rest as Omit<ImageRow, '_id' | 'content'>), content: bytesIn(content) };
    },

    /** Copies images to another content of the same client; the new id of each, by its old one. */
    async copy(
      tx: Tx,
      clientId: string,
      images: readonly Image[],
      contentId: string,
    ): Promise<Map<string, string>> {
      const copies = images.map(({ imageId, content, ...image }) => ({
        from: imageId,
        row: { ...image, _id: newId(), clientId, contentId, at: tx.now, content: Buffer.from(content) },
      }));
      if (copies.length > 0)
        await model.insertMany(
          copies.map(({ row }) => row),
          { session: tx.session },
        );
      return new Map(copies.map(({ from, row }) => [from, row._id]));
    },

    /** Deletes a content's images that were there before a moment and are not among those in use. */
    async sweep(clientId: string, contentId: string, before: Date, used: readonly string[]): Promise<number> {
      const unused = { clientId, contentId, at: { $lt: before }, _id: { $nin: used } };
      return (await model.deleteMany(unused)).deletedCount;
    },

    deleteOf: async (tx: Tx, clientId: string, contentId: string): Promise<void> =>
      void (await model.deleteMany({ clientId, contentId }, { session: tx.session })),
  };
}
export type ImagesStore = ReturnType<typeof createImagesStore>;
