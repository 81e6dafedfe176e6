import type { IdentityDeps } from './deps.ts';

/** The public halves of every key that may still verify a token, as a JWK set. */
export async function showKeys({ tokenKeys }: IdentityDeps) {
  const rows = await tokenKeys.all();
  return {
    keys: rows.map(({ _id, publicKey: { kty, crv, x, y } }) => ({
      kty,
      crv,
      x,
      y,
      kid: _id,
      use: 'sig' as const,
      alg: 'ES256' as const,
    })),
  };
}
