import { defineEvent } from '../define.ts';
import { EcPublicKey, Instant, KeyId } from '../kinds.ts';

/** A key that will sign access tokens from `notBefore` on; verifiers keep it until `notAfter`. */
export const signingKeyAnnounced = defineEvent(
  'identity.signing-key-announced',
  1,
  { kid: KeyId, publicKey: EcPublicKey, notBefore: Instant, notAfter: Instant },
  { aggregate: 'kid' },
);
