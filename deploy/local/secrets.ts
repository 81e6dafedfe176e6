import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a file that its owner alone can read, whole or not at all. */
export function writePrivate(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}.new`;
  writeFileSync(draft, content, { mode: 0o600 });
  renameSync(draft, file);
}

/**
 * The secrets of one system, kept in one private file: each is made the first time it is asked for, and is the
 * same ever after.
 */
export class Secrets {
  readonly file: string;
  #values: Record<string, string>;

  constructor(file: string) {
    this.file = file;
    this.#values = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  }

  get(name: string, make: () => string = randomSecret): string {
    const known = this.#values[name];
    if (known !== undefined) return known;
    const made = make();
    this.#values[name] = made;
    writePrivate(this.file, `${JSON.stringify(this.#values, null, 2)}\n`);
    return made;
  }
}

/** 256 random bits, in letters that need no escaping in an address. */
export function randomSecret(): string {
  return randomBytes(32).toString('base64url');
}
