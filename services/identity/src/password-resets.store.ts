import type { ClauseId } from '@kstudio/charter';
import { type Core, type Holding, holding, type Locale, modelOf, type Tx } from '@kstudio/chassis';
import { Schema } from 'mongoose';
import type { SessionKind } from './refresh-tokens.ts';

/** One change of a password, asked for by a link or made. What is in its link is stored nowhere; `locale` is the language it was asked in. */
export interface PasswordResetRow {
  _id: string;
  version: number;
  /** The person's id, or the staff member's. */
  ownerId: string;
  locale: Locale;
  askedAt: Date;
  expiresAt: Date;
  usedAt?: Date | null;
  forgetAt: Date;
  /** It is the first password of somebody who was declared. */
  invited?: boolean;
  /** No link: its owner changed it herself, signed in, by the one that she had. */
  signedIn?: boolean;
}

const instant = { type: Date, required: true, technical: true };
const schema = () =>
  new Schema({
    _id: { type: String, required: true, technical: true },
    version: { type: Number, required: true, technical: true },
    ownerId: { type: String, required: true, technical: true },
    locale: { type: String, required: true, clause: '6.safeguards' as ClauseId },
    askedAt: instant,
    expiresAt: instant,
    usedAt: { type: Date, technical: true },
    forgetAt: instant,
    invited: { type: Boolean, technical: true },
    signedIn: { type: Boolean, technical: true },
  }).index({ ownerId: 1 });

export const passwordResets = holding({
  name: 'password-resets',
  category: 'access',
  client: null,
  person: 'ownerId',
  global:
    'One password for all of a person’s spaces: what renews it goes with it, or after an hour by itself.',
  schema: schema(),
});

export const staffPasswordResets = holding({
  name: 'staff-password-resets',
  category: 'staff',
  client: null,
  person: 'ownerId',
  global: 'Staff belong to Knowmore and to no client.',
  schema: schema(),
});

/** Global: a reset is of a person's one password, or of a staff member's. */
function createResets(db: Core['db'], of: Holding) {
  const model = modelOf<PasswordResetRow>(db, of);
  return {
    insert: async (tx: Tx, row: PasswordResetRow): Promise<void> =>
      void (await model.create([row], { session: tx.session })),
    find: (resetId: string) => model.findById(resetId).lean<PasswordResetRow>(),
    /** Uses a reset up; false where it is over, was used, or a newer one was asked for. */
    use: async (tx: Tx, resetId: string, forgetAt: Date): Promise<boolean> =>
      (
        await model.updateOne(
          { _id: resetId, usedAt: null, expiresAt: { $gt: tx.now } },
          { $set: { usedAt: tx.now, forgetAt }, $inc: { version: 1 } },
          { session: tx.session },
        )
      ).modifiedCount === 1,
    /** Takes the links away that an owner has not used. */
    dropUnused: async (tx: Tx, ownerId: string): Promise<void> =>
      void (await model.deleteMany({ ownerId, usedAt: null }, { session: tx.session })),
    /** Everything of an owner who goes. */
    forget: async (tx: Tx, ownerId: string): Promise<void> =>
      void (await model.deleteMany({ ownerId }, { session: tx.session })),
    forgetOver: async (tx: Tx): Promise<void> =>
      void (await model.deleteMany({ forgetAt: { $lte: tx.now } }, { session: tx.session })),
  };
}

/** The resets of users and of staff, each in a collection of their own. Global, as above. */
export const createPasswordResets = (
  db: Core['db'],
): Record<SessionKind, ReturnType<typeof createResets>> => ({
  user: createResets(db, passwordResets),
  staff: createResets(db, staffPasswordResets),
});
export type PasswordResets = ReturnType<typeof createPasswordResets>;
