import { once } from 'node:events';
import yauzl from 'yauzl';

/** The files of a ZIP as texts, by name. */
export async function unzip(content: Buffer): Promise<Record<string, string>> {
  const zip = await yauzl.fromBufferPromise(content, { lazyEntries: true, autoClose: false });
  const entries: yauzl.Entry[] = [];
  zip.on('entry', (entry: yauzl.Entry) => {
    entries.push(entry);
    zip.readEntry();
  });
  zip.readEntry();
  await once(zip, 'end');
  const files: Record<string, string> = {};
  for (const entry of entries) {
    const parts: Buffer[] = [];
    for await (const part of await zip.openReadStreamPromise(entry)) parts.push(part as Buffer);
    files[entry.fileName] = Buffer.concat(parts).toString('utf8');
  }
  return files;
}
