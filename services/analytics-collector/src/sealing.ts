import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A key for one use, derived from another (HKDF, RFC 5869). */
export const derive = (secret: Buffer | string, use: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `kstudio browsing ${use}`, 32));

/** Seals bytes for rest (AES-256-GCM), bound to the name of what they belong to. */
export function seal(key: Buffer, name: string, plain: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(name));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

/** Bytes as they were written, or as the database's driver gives them back. */
export type Stored = Buffer | { buffer: Uint8Array };
const bytesOf = (stored: Stored): Buffer => (Buffer.isBuffer(stored) ? stored : Buffer.from(stored.buffer));

/** Opens what was sealed. Throws where key, name or bytes are others. */
export function unseal(key: Buffer, name: string, stored: Stored): Buffer {
  const sealed = bytesOf(stored);
  const [iv, tag] = [sealed.subarray(0, IV_BYTES), sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES)];
  const decipher = createDecipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(name)).setAuthTag(tag);
  return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
}

/** A name by which something is found again and that tells nothing without the key. */
export const tagOf = (key: Buffer, text: string): string =>
  createHmac('sha256', key).update(text).digest('base64url');

/** The keys that are derived from the master key, one for each use. */
export const masterKeys = (secret: string) => ({
  /** Wraps day keys and the keys of prepared hand-overs. */
  wrapping: derive(secret, 'wrapping'),
  /** Finds and opens the consents, which live longer than a day's key. */
  consents: derive(secret, 'consents'),
  /** Names a visitor in a hand-over: her own id would open her page. */
  handOver: derive(secret, 'visitors of a hand-over'),
  limits: derive(secret, 'limits'),
});
export type MasterKeys = ReturnType<typeof masterKeys>;
