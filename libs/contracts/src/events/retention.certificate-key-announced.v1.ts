import { defineEvent } from '../define.ts';
import { EdPublicKey, KeyFingerprint } from '../kinds.ts';

/** The key that signs purge certificates: its fingerprint is given to each client at subscription. */
export const certificateKeyAnnounced = defineEvent(
  'retention.certificate-key-announced',
  1,
  { fingerprint: KeyFingerprint, publicKey: EdPublicKey },
  { aggregate: 'fingerprint' },
);
