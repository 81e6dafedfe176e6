import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { ServiceName } from '@kstudio/contracts';
import { databasesOf } from '@kstudio/provision/databases';
import mongoose from 'mongoose';
import { type CopiedCollection, collectionFile } from './manifest.ts';

type Client = mongoose.mongo.MongoClient;
type Session = mongoose.mongo.ClientSession;
type Timestamp = mongoose.mongo.Timestamp;

/** All databases at one moment, however long the reading takes (MongoDB keeps that moment for five minutes unless told otherwise). */
export type Snapshot = { session: Session; clusterTime: Timestamp };

/** Fixes the moment: every later read with this session sees the databases as they were when this resolves. */
export async function fixMoment(client: Client, databasePrefix: string): Promise<Snapshot> {
  const session = client.startSession({ snapshot: true });
  const [database] = databasesOf('account', databasePrefix);
  // Provisioning makes this collection: the first read of one that is not there fixes nothing.
  await client
    .db(database)
    .collection('clients')
    .findOne({}, { session, projection: { _id: 1 } });
  // What the driver notes of the first read; it has no public name for it.
  const clusterTime = (session as unknown as { snapshotTime?: Timestamp }).snapshotTime;
  if (!clusterTime) throw new Error('MongoDB named no moment for this read');
  return { session, clusterTime };
}

/** Streams every collection of a service's database into one file each, in mongodump's form (BSON, gzip). */
export async function copyDatabase(
  client: Client,
  { session }: Snapshot,
  service: ServiceName,
  database: string,
  folder: string,
  stopped?: AbortSignal,
): Promise<CopiedCollection[]> {
  mkdirSync(join(folder, service), { recursive: true, mode: 0o700 });
  const found = await client.db(database).listCollections({}, { nameOnly: true }).toArray();
  const names = found.map(({ name }) => name).filter((name) => !name.startsWith('system.'));
  const copied: CopiedCollection[] = [];
  for (const collection of names.sort()) {
    const digest = digestOf(client, database, collection, session);
    await writeDocuments(digest.bytes(), join(folder, collectionFile(service, collection)), stopped);
    copied.push({ service, collection, ...digest.told() });
  }
  return copied;
}

/** One file of documents in mongodump's form: BSON, gzip. */
export const writeDocuments = (
  bytes: AsyncIterable<Buffer>,
  file: string,
  signal?: AbortSignal,
): Promise<void> =>
  pipeline(Readable.from(bytes), createGzip(), createWriteStream(file, { mode: 0o600 }), {
    ...(signal && { signal }),
  });

/** Reads a collection in the order of its ids, counts it, and takes the SHA-256 of its bytes on the way. */
export function digestOf(client: Client, database: string, collection: string, session?: Session) {
  const hash = createHash('sha256');
  let documents = 0;
  return {
    async *bytes(): AsyncGenerator<Buffer> {
      const rows = client.db(database).collection(collection);
      for await (const row of rows.find({}, { raw: true, sort: { _id: 1 }, session })) {
        const bytes = row as unknown as Buffer;
        hash.update(bytes);
        documents += 1;
        yield bytes;
      }
    },
    told: () => ({ documents, sha256: hash.digest('hex') }),
  };
}
