import { hkdfSync } from 'node:crypto';

/** The keys that are derived from TOKEN_SECRET, one for each use (HKDF, RFC 5869). */
export function deriveSecrets(secret: string) {
  const derive = (use: string) => Buffer.from(hkdfSync('sha256', secret, '', `kstudio ${use}`, 32));
  return {
    sealing: derive('signing keys'),
    refresh: derive('refresh tokens'),
    resets: derive('password resets'),
    limits: derive('rate limits'),
    invitations: derive('invitations'),
    addresses: derive('changes of address'),
  };
}
