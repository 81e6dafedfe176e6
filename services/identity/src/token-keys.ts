import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  generateKeyPair,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { promisify } from 'node:util';
import type { EcJwk } from './token-keys.store.ts';

const IV_BYTES = 12;
const TAG_BYTES = 16;
const makePair = promisify(generateKeyPair);

/** A new ES256 key; the private half as PKCS #8. */
export async function newTokenKey(): Promise<{ publicKey: EcJwk; privateKey: Buffer }> {
  const pair = await makePair('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = pair.publicKey.export({ format: 'jwk' });
  const privateKey = pair.privateKey.export({ format: 'der', type: 'pkcs8' });
  return { publicKey: { kty: 'EC', crv: 'P-256', x, y }, privateKey };
}

/** Seals a private key for rest (AES-256-GCM), bound to its id. */
export function seal(sealing: Buffer, kid: string, privateKey: Buffer): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', sealing, iv).setAAD(Buffer.from(kid));
  const body = Buffer.concat([cipher.update(privateKey), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
}

/** Opens a sealed key. Throws where secret, id or bytes are not those it was sealed with. */
export function unseal(sealing: Buffer, kid: string, sealed: string): KeyObject {
  const bytes = Buffer.from(sealed, 'base64url');
  const [iv, tag] = [bytes.subarray(0, IV_BYTES), bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES)];
  const decipher = createDecipheriv('aes-256-gcm', sealing, iv).setAAD(Buffer.from(kid)).setAuthTag(tag);
  const key = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' });
}
