import { createPrivateKey } from 'node:crypto';
import { baseConfig } from '@kstudio/chassis';
import type { Jwk } from '@kstudio/verify';
import { z } from 'zod';

const base64url = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const privateJwk = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: base64url,
  d: base64url,
});

/** What retention reads from its environment. */
export const config = baseConfig.extend({
  /** The Ed25519 private key (a JWK, or PEM) that signs purge certificates; also as CERTIFICATE_KEY_FILE. */
  CERTIFICATE_KEY: z.string().transform((text, context): Required<Jwk> => {
    const parsed = privateJwk.safeParse(parseKey(text));
    if (parsed.success) return parsed.data;
    context.addIssue('not an Ed25519 private key as a JWK or PEM');
    return z.NEVER;
  }),
  /** A folder apart from the databases and their backups: the purges of the last thirty days, for a restore. */
  PURGE_ORDERS_DIR: z.string().min(1),
  /** What the proof of each clause said on this installation (tools/proofs.mjs); without it, none has been run. */
  PROOFS_FILE: z.string().optional(),
});
export type Config = z.infer<typeof config>;

function parseKey(text: string): unknown {
  try {
    return text.startsWith('-----') ? createPrivateKey(text).export({ format: 'jwk' }) : JSON.parse(text);
  } catch {
    return undefined; // said by the schema, which does not show the value
  }
}
