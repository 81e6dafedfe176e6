import { certificateKeyAnnounced } from '@kstudio/contracts';
import { publicKeyOf } from '@kstudio/verify';
import type { RetentionDeps } from './deps.ts';

/** Tells the key that signs certificates, at its first start and whenever it changes: clients are given its fingerprint. */
export async function announceKey({ announcedKeys, key, transaction }: RetentionDeps): Promise<void> {
  const fingerprint = await key.fingerprint;
  const { x } = publicKeyOf(key.private);
  await transaction(async (tx) => {
    const version = await announcedKeys.announce(tx, fingerprint);
    if (version === null) return;
    tx.emit(certificateKeyAnnounced({ fingerprint, publicKey: { kty: 'OKP', crv: 'Ed25519', x }, version }));
  });
}
