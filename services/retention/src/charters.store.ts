import { type Amendment, amend, type CharterVersion, currentCharter } from '@kstudio/charter';
import { type Core, holding, modelOf, type Tx } from '@kstudio/chassis';
import mongoose from 'mongoose';

/** A version of the charter as it was published, and whether its change must be told first (7.change-notice). */
export interface Published {
  charter: CharterVersion;
  substantial: boolean;
  /** The built-in charter was there from the beginning. */
  publishedAt: Date;
}
interface CharterRow extends Amendment {
  /** The number of the version; two who publish at once get one number, and the second is refused. */
  _id: number;
  publishedAt: Date;
  effectiveOn: string;
  substantial: boolean;
}

const clause = '7.change-notice';
const technical = true;
const text = { type: String, required: true, clause };
const plain = (fields: mongoose.SchemaDefinition) => new mongoose.Schema(fields, { _id: false });
const spoken = plain({ fr: text, en: text });

export const chartersHolding = holding({
  name: 'charter-versions',
  category: 'proof',
  client: null,
  global: 'The charter is the same text for everybody; it names nobody.',
  schema: new mongoose.Schema({
    _id: { type: Number, required: true, technical },
    publishedAt: { type: Date, required: true, clause },
    effectiveOn: text,
    substantial: { type: Boolean, required: true, clause },
    words: [plain({ clause: text, title: spoken, text: spoken })],
    termYears: { type: Number, default: null, clause },
  }),
});

const builtIn: Published = { charter: currentCharter, substantial: false, publishedAt: new Date(0) };

/** Global: a version of the charter is published for everybody. */
export function createChartersStore(db: Core['db']) {
  const model = modelOf<CharterRow>(db, chartersHolding);
  return {
    /** Every version, oldest first: the built-in one, then each with what it says otherwise. */
    async all(tx?: Tx): Promise<Published[]> {
      const rows = await model
        .find({}, null, { session: tx?.session ?? null })
        .sort({ _id: 1 })
        .lean<CharterRow[]>();
      return rows.reduce<Published[]>(
        (known, row) => [...known, next(known.at(-1) ?? builtIn, row)],
        [builtIn],
      );
    },

    async publish(
      tx: Tx,
      { charter, substantial }: Published,
      { words, termYears }: Amendment,
    ): Promise<void> {
      const { version, effectiveOn } = charter;
      const row = { _id: Number(version), publishedAt: tx.now, effectiveOn, substantial, words, termYears };
      await model.create([row], { session: tx.session });
    },
  };
}
export type ChartersStore = ReturnType<typeof createChartersStore>;

function next(
  { charter }: Published,
  { _id, effectiveOn, publishedAt, substantial, ...amendment }: CharterRow,
): Published {
  return {
    charter: amend(charter, amendment, { version: String(_id), effectiveOn }),
    substantial,
    publishedAt,
  };
}
