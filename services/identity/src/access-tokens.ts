import type { KeyObject } from 'node:crypto';
import { ISSUER, type Role } from '@kstudio/chassis';
import jwt from 'jsonwebtoken';
import type { IdentityDeps } from './deps.ts';
import { signingAt } from './key-schedule.ts';
import { announced, renewTokenKeysNow } from './renew-token-keys.ts';
import { ACCESS_TOKEN_SECONDS } from './terms.ts';
import type { TokenKeyRow } from './token-keys.store.ts';
import { unseal } from './token-keys.ts';

/** What an access token says: who, for which client, as what, in which session. */
export type Claims =
  | { sub: string; cid: string; role: Role; manager: boolean; sid: string }
  | { sub: string; staff: 'support' | 'operator'; sid: string };

/** Signs access tokens (ES256, ten minutes, or what is left of the session) with the key whose time it is. */
export function createAccessTokens(deps: Pick<IdentityDeps, 'tokenKeys' | 'clock' | 'secrets' | 'auth'>) {
  const opened = new Map<string, KeyObject>();

  /** Opens a key once in this process; from then on this service verifies with it too. */
  async function open(row: TokenKeyRow): Promise<KeyObject> {
    const known = opened.get(row._id);
    if (known) return known;
    const key = unseal(deps.secrets.sealing, row._id, row.sealed);
    await deps.auth.learnKey(announced(row));
    opened.set(row._id, key);
    return key;
  }

  const current = async () => signingAt(await deps.tokenKeys.all(), deps.clock.now());

  return {
    /** Throws when no key can be made. Times are the shiftable clock's. */
    async sign(all: IdentityDeps, claims: Claims, sessionEndsAt: Date): Promise<string> {
      if (!(await current())) await renewTokenKeysNow(all);
      const row = await current();
      if (!row) throw new Error('no key signs at this time');
      const iat = Math.floor(deps.clock.now().getTime() / 1_000);
      const exp = Math.min(iat + ACCESS_TOKEN_SECONDS, Math.floor(sessionEndsAt.getTime() / 1_000));
      return jwt.sign({ ...claims, iat, exp }, await open(row), {
        algorithm: 'ES256',
        keyid: row._id,
        issuer: ISSUER,
      });
    },
  };
}
export type AccessTokens = ReturnType<typeof createAccessTokens>;
