import { createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Entry, open, type ZipFile } from 'yauzl';

/** Writes the one entry of a zip archive whose name ends in `suffix` to `target`. */
export async function extract(archive: string, suffix: string, target: string): Promise<void> {
  const zip = await openZip(archive);
  try {
    const entry = await findEntry(zip, suffix);
    await pipeline(await readEntry(zip, entry), createWriteStream(target));
  } finally {
    zip.close();
  }
}

function openZip(archive: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(archive, { lazyEntries: true, autoClose: false }, (error, zip) =>
      error ? reject(error) : resolve(zip),
    );
  });
}

function findEntry(zip: ZipFile, suffix: string): Promise<Entry> {
  return new Promise((resolve, reject) => {
    zip.on('entry', (found: Entry) => (found.fileName.endsWith(suffix) ? resolve(found) : zip.readEntry()));
    zip.once('end', () => reject(new Error(`${suffix} is not in the archive`)));
    zip.once('error', reject);
    zip.readEntry();
  });
}

function readEntry(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)));
  });
}
