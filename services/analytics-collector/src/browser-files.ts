import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { currentCharter, endOfTerm } from '@kstudio/charter';
import { consentWords } from './consent-words.ts';
import { choiceKept } from './terms.ts';

/** A script as it is served: its bytes, and by which name a browser knows that it has them already. */
export interface BrowserFile {
  plain: Buffer;
  zipped: Buffer;
  etag: string;
}

/** The scripts that covered sites load, made once: with the charter's version and the words of the choice. */
export function browserFiles(now: Date): Record<'k' | 'choice', BrowserFile> {
  const seconds = Math.floor((endOfTerm(now, choiceKept).instant.getTime() - now.getTime()) / 1_000);
  const file = (name: string): BrowserFile => {
    const source = readFileSync(new URL(`../browser/${name}.js`, import.meta.url), 'utf8');
    const filled = source
      .replace('__VERSION__', currentCharter.version)
      .replace('__WORDS__', JSON.stringify(consentWords))
      .replace('__SECONDS__', String(seconds))
      .replace(/^\s*(\/\/|\/\*\*).*\n/gm, '');
    const plain = Buffer.from(filled);
    const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 27)}"`;
    return { plain, zipped: gzipSync(plain, { level: 9 }), etag };
  };
  return { k: file('k'), choice: file('choice') };
}
