import { z } from 'zod';
import { defineQuestion } from '../define.ts';
import { EcPublicKey, Instant, KeyId } from '../kinds.ts';

/** Every key that may still verify a token: asked at start, then kept fresh by identity.signing-key-announced. */
export const signingKeys = defineQuestion('identity.signing-keys', 1, {
  in: z.strictObject({}),
  out: z.strictObject({
    keys: z.array(
      z.strictObject({ kid: KeyId, publicKey: EcPublicKey, notBefore: Instant, notAfter: Instant }),
    ),
  }),
});
