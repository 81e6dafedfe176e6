import { currentCharter } from '@kstudio/charter';
import { type Core, holding, modelOf, type Tx } from '@kstudio/chassis';
import { Schema } from 'mongoose';

interface CharterRow {
  /** The number of the version. */
  _id: number;
  publishedAt: Date;
}

/** The versions of the charter that retention published after the built-in one. */
export const charters = holding({
  name: 'charters',
  category: 'proof',
  client: null,
  global: 'The charter is the same text for everybody.',
  schema: new Schema({
    _id: { type: Number, required: true, technical: true },
    publishedAt: { type: Date, required: true, technical: true },
  }),
});

/** Global: a version is published for everybody. */
export function createCharters(db: Core['db']) {
  const model = modelOf<CharterRow>(db, charters);
  return {
    learn: async (tx: Tx, version: string, publishedAt: Date): Promise<void> =>
      void (await model.updateOne(
        { _id: Number(version) },
        { $setOnInsert: { publishedAt } },
        { upsert: true, session: tx.session },
      )),
    /** The version that whoever subscribes now is shown. */
    latest: async (): Promise<string> => {
      const row = await model.findOne().sort({ _id: -1 }).lean<CharterRow>();
      return row ? String(row._id) : currentCharter.version;
    },
  };
}
export type Charters = ReturnType<typeof createCharters>;
