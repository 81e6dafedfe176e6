import { createPublicKey, randomBytes, sign, verify } from 'node:crypto';
import { newId } from '@kstudio/contracts';
import { newTokenKey, seal, unseal } from './token-keys.ts';

describe('a signing key at rest', () => {
  const sealing = randomBytes(32);

  it('is itself again when it is opened, and fits its public half', async () => {
    const [kid, pair] = [newId(), await newTokenKey()];
    const key = unseal(sealing, kid, seal(sealing, kid, pair.privateKey));
    const text = Buffer.from('atelier');
    const publicKey = createPublicKey({ key: { ...pair.publicKey }, format: 'jwk' });
    expect(verify('sha256', text, publicKey, sign('sha256', text, key))).toBe(true);
  });

  it('opens with no other secret, under no other id, and not when a byte changed', async () => {
    const [kid, { privateKey }] = [newId(), await newTokenKey()];
    const sealed = seal(sealing, kid, privateKey);
    const changed = Buffer.from(sealed, 'base64url');
    changed[40]! ^= 1;
    expect(() => unseal(randomBytes(32), kid, sealed)).toThrow();
    expect(() => unseal(sealing, newId(), sealed)).toThrow();
    expect(() => unseal(sealing, kid, changed.toString('base64url'))).toThrow();
    expect(seal(sealing, kid, privateKey)).not.toBe(sealed);
  });
});
