import type { ClauseId } from '@kstudio/charter';
import { type Core, holding, modelOf, type Tx } from '@kstudio/chassis';
import { Schema } from 'mongoose';
import type { KeyLife } from './key-schedule.ts';

export interface EcJwk {
  kty: 'EC';
  crv: 'P-256';
  x: string;
  y: string;
}

export interface TokenKeyRow extends KeyLife {
  _id: string;
  /** Counts up: of two replicas that make the next key at once, one fails and reads the other's. */
  number: number;
  publicKey: EcJwk;
  /** The private key, sealed by AES-256-GCM. */
  sealed: string;
}

const safe = { type: String, required: true, clause: '6.safeguards' as ClauseId };
const instant = { type: Date, required: true, technical: true };

/** The keys that sign access tokens; the private half is sealed at rest. */
export const tokenKeys = holding({
  name: 'token-keys',
  category: 'technical',
  client: null,
  global: 'A signing key is nobody’s data.',
  schema: new Schema({
    _id: { type: String, required: true, technical: true },
    number: { type: Number, required: true, technical: true },
    publicKey: { kty: safe, crv: safe, x: safe, y: safe },
    sealed: safe,
    notBefore: instant,
    signsUntil: instant,
    notAfter: instant,
  }).index({ number: 1 }, { unique: true }),
});

/** Global: keys belong to no client. */
export function createTokenKeys(db: Core['db']) {
  const model = modelOf<TokenKeyRow>(db, tokenKeys);
  return {
    all: (tx?: Tx) =>
      model
        .find()
        .sort({ number: 1 })
        .session(tx?.session ?? null)
        .lean<TokenKeyRow[]>(),
    insert: async (tx: Tx, row: TokenKeyRow): Promise<void> =>
      void (await model.create([row], { session: tx.session })),
    drop: async (tx: Tx, kids: readonly string[]): Promise<void> =>
      void (await model.deleteMany({ _id: { $in: kids } }, { session: tx.session })),
  };
}
export type TokenKeys = ReturnType<typeof createTokenKeys>;
