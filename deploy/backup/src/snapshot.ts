import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { ServiceName } from '@kstudio/contracts';
import mongoose from 'mongoose';
import { type CopiedCollection, collectionFile } from './manifest.ts';

type Client = mongoose.mongo.MongoClient;
type Session = mongoose.mongo.ClientSession;
type Timestamp = mongoose.mongo.Timestamp;

/** All databases at one moment, however long the reading takes (MongoDB keeps that moment for five minutes unless told otherwise). */
export type Snapshot = { session: Session; clusterTime: Timestamp };

/** Fixes the moment: every later read with this session sees the databases as they were when this resolves. */
export async function fixMoment(client: Client, database: string): Promise<Snapshot> {
  const session = client.startSession({ snapshot: true });
  await client.db(database).collection('outbox').findOne({}, { session });
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
): Promise<CopiedCollection[]> {
  mkdirSync(join(folder, service), { recursive: true, mode: 0o700 });
  const found = await client.db(database).listCollections({}, { nameOnly: true }).toArray();
  const names = found.map(({ name }) => name).filter((name) => !name.startsWith('system.'));
  const copied: CopiedCollection[] = [];
  for (const collection of names.sort()) {
    const digest = digestOf(client, database, collection, session);
    const file = createWriteStream(join(folder, collectionFile(service, collection)), { mode: 0o600 });
    await pipeline(Readable.from(digest.bytes()), createGzip(), file);
    copied.push({ service, collection, ...digest.told() });
  }
  return copied;
}

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
