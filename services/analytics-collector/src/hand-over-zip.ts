import { createHash, type Hash } from 'node:crypto';
import { PassThrough, pipeline, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { asCsv, asJson } from './hand-over-tables.ts';
import { auditColumns, type Covers, eventColumns, readme, sessionColumns } from './hand-over-words.ts';

type Row = Readonly<Record<string, string | null>>;

/** Where the rows of a hand-over come from; each table is read twice, once for each form. */
export interface Sources {
  events(): AsyncIterable<Row>;
  sessions(): AsyncIterable<Row>;
  audit(): AsyncIterable<Row>;
}

interface Listed {
  name: string;
  bytes: number;
  sha256: string;
}

const names = (columns: readonly (readonly [string, ...string[]])[]) => columns.map(([name]) => name);

/**
 * The ZIP of a hand-over, as a stream: three tables in two forms, a letter that names each column, and last a manifest
 * with the SHA-256 of each. Memory does not grow with the rows. The stream fails with what a source throws.
 */
export function handOverZip(covers: Covers, { events, sessions, audit }: Sources): Readable {
  const [ofEvents, ofSessions, ofAudit] = [eventColumns, sessionColumns, auditColumns].map(names) as [
    string[],
    string[],
    string[],
  ];
  const files: [string, () => AsyncIterable<string>][] = [
    [
      'LISEZ-MOI.txt',
      async function* () {
        yield readme(covers);
      },
    ],
    ['evenements.csv', () => asCsv(ofEvents, events())],
    ['evenements.json', () => asJson(ofEvents, events())],
    ['sessions.csv', () => asCsv(ofSessions, sessions())],
    ['sessions.json', () => asJson(ofSessions, sessions())],
    ['journal.csv', () => asCsv(ofAudit, audit())],
    ['journal.json', () => asJson(ofAudit, audit())],
  ];
  const zip = new ZipFile();
  const out = new PassThrough();
  const listed: Listed[] = [];
  const options = { mtime: new Date(covers.preparedAt) };
  const fail = (error: Error) => void out.destroy(error);
  for (const [name, make] of files) {
    zip.addReadStreamLazy(name, options, (give) => {
      const source = Readable.from(hashed(make(), (file) => listed.push({ name, ...file })));
      source.on('error', fail);
      give(null, source);
    });
  }
  zip.addReadStreamLazy('manifest.json', options, (give) => {
    const manifest = { ...covers, files: listed };
    give(null, Readable.from([`${JSON.stringify(manifest, null, 2)}\n`]));
  });
  zip.on('error', fail);
  zip.end();
  return pipeline(zip.outputStream, out, () => undefined);
}

async function* hashed(parts: AsyncIterable<string>, end: (file: Omit<Listed, 'name'>) => void) {
  const hash: Hash = createHash('sha256');
  let bytes = 0;
  for await (const part of parts) {
    const piece = Buffer.from(part);
    bytes += piece.length;
    hash.update(piece);
    yield piece;
  }
  end({ bytes, sha256: hash.digest('hex') });
}
