import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** Argon2id by its number: the package's const enum has no value at run time. */
const ARGON2ID = 2;
/** OWASP Password Storage Cheat Sheet, Argon2id: 19 MiB of memory, 2 passes, 1 lane. */
const OPTIONS = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The same characters typed on two keyboards are the same password (NIST SP 800-63B, 5.1.1.2: NFKC). */
const normal = (password: string) => password.normalize('NFKC');

/** Hashes and verifies passwords. Where there is no account, the same work is done for nothing. */
export function createPasswords() {
  const nobodys = hash(randomBytes(32), OPTIONS);
  return {
    hash: (password: string): Promise<string> => hash(normal(password), OPTIONS),
    /** Takes as long for an unknown account (`known` undefined) as for a known one, and is false for it. */
    async verify(known: string | undefined, password: string): Promise<boolean> {
      const fits = await verify(known ?? (await nobodys), normal(password), OPTIONS);
      return known !== undefined && fits;
    },
  };
}
export type Passwords = ReturnType<typeof createPasswords>;
