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

/** Whoever was filling in the form when a version was published lives under the one she read, and is told of it. */
const FILLING_IN_MS = 3_600_000;

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
    /** Whether somebody who subscribes at `now` may have been shown this version: the latest, or what was just replaced. */
    mayBeShown: async (version: string, now: Date): Promise<boolean> => {
      const ids = { version: Number(version), builtIn: Number(currentCharter.version) };
      const known = ids.version === ids.builtIn || (await model.exists({ _id: ids.version }));
      const next = await model
        .findOne({ _id: { $gt: ids.version } })
        .sort({ _id: 1 })
        .lean<CharterRow>();
      return Boolean(known) && (!next || now.getTime() < next.publishedAt.getTime() + FILLING_IN_MS);
    },
  };
}
export type Charters = ReturnType<typeof createCharters>;
