import type { ClauseId } from '@kstudio/charter';
import { type Core, holding, type Locale, modelOf, type Tx } from '@kstudio/chassis';
import { Schema } from 'mongoose';

export interface SpaceRow {
  _id: string;
  version: number;
  /** How the switcher names the client; asked of account when the space opens. */
  companyName?: string | null;
  /** The language of the subscription, in which her users are written to. */
  locale?: Locale | null;
  accessEndsAt?: Date | null;
}

/** What account told: the company when the space opens, the end of access when the subscription ended. */
type SpaceFact = { companyName?: string | undefined; locale?: Locale; accessEndsAt?: Date };

/** What identity keeps of account's facts: whose space may be entered, and until when. An older fact is ignored. */
export const spaces = holding({
  name: 'spaces',
  category: 'users',
  client: '_id',
  schema: new Schema({
    _id: { type: String, required: true, technical: true },
    version: { type: Number, required: true, technical: true },
    companyName: { type: String, clause: '2.subscription' as ClauseId },
    locale: { type: String, clause: '2.subscription' as ClauseId },
    accessEndsAt: { type: Date, clause: '6.safeguards' as ClauseId },
  }),
});

export function createSpaces(db: Core['db']) {
  const model = modelOf<SpaceRow>(db, spaces);
  return {
    /** Takes a fact of account's, unless a newer one is known; what the fact does not say stays. */
    learn: async (tx: Tx, clientId: string, version: number, fact: SpaceFact): Promise<void> => {
      const known = await model.findById(clientId).session(tx.session).lean<SpaceRow>();
      const isNews = !known || known.version < version;
      const { companyName = known?.companyName ?? null, locale = known?.locale ?? null } = fact;
      const { accessEndsAt = null } = fact;
      const set = isNews ? { version, companyName, locale, accessEndsAt } : { companyName, locale };
      await model.updateOne({ _id: clientId }, { $set: set }, { upsert: true, session: tx.session });
    },
    rename: async (tx: Tx, clientId: string, companyName: string | null): Promise<void> =>
      void (await model.updateOne({ _id: clientId }, { $set: { companyName } }, { session: tx.session })),
    find: (clientId: string) => model.findById(clientId).lean<SpaceRow>(),
    list: (clientIds: readonly string[]) => model.find({ _id: { $in: clientIds } }).lean<SpaceRow[]>(),
    /** Whether people of this client may be let in at `now`. */
    isOpen: async (clientId: string, now: Date, tx?: Tx): Promise<boolean> => {
      const space = await model
        .findById(clientId)
        .session(tx?.session ?? null)
        .lean<SpaceRow>();
      return space !== null && (!space.accessEndsAt || now < space.accessEndsAt);
    },
  };
}
export type Spaces = ReturnType<typeof createSpaces>;
