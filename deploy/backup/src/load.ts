import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { databasesOf } from '@kstudio/provision/databases';
import mongoose from 'mongoose';
import { collectionFile, type Manifest } from './manifest.ts';
import { digestOf } from './snapshot.ts';

const batch = 500;
const lengthBytes = 4;
const { BSON } = mongoose.mongo;
/** Numbers keep the type they had in the database. */
const asStored = { promoteValues: false, promoteLongs: false, promoteBuffers: false, bsonRegExp: true };

/** Loads every collection, reads it again, and throws when one is not, byte for byte, what was backed up. */
export async function load(
  admin: mongoose.Connection,
  prefix: string,
  folder: string,
  { collections }: Manifest,
): Promise<void> {
  for (const { service, collection, documents, sha256 } of collections) {
    const [database] = databasesOf(service, prefix);
    const rows = admin.useDb(database!).collection(collection);
    await loadFile(rows, join(folder, collectionFile(service, collection)));
    const digest = digestOf(admin.getClient(), database!, collection);
    for await (const _ of digest.bytes());
    const now = digest.told();
    if (now.documents !== documents || now.sha256 !== sha256)
      throw new Error(`${service}.${collection} is not what was backed up: its file was changed.`);
  }
}

/** Puts every document of a file into a collection. */
async function loadFile(rows: mongoose.Collection, file: string): Promise<void> {
  let waiting: mongoose.mongo.Document[] = [];
  const write = async () => {
    if (waiting.length > 0) await rows.insertMany(waiting, { bypassDocumentValidation: true });
    waiting = [];
  };
  for await (const document of readDocuments(file)) {
    if (waiting.push(document) >= batch) await write();
  }
  await write();
}

/** The documents of a file, as they were stored. */
export async function* readDocuments(file: string): AsyncGenerator<mongoose.mongo.Document> {
  const gunzip = createGunzip();
  const reading = pipeline(createReadStream(file), gunzip);
  for await (const bytes of documentsOf(gunzip)) yield BSON.deserialize(bytes, asStored);
  await reading;
}

/** A BSON document begins with its own length, in little-endian order (bsonspec.org). */
async function* documentsOf(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of stream) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    while (rest.length >= lengthBytes) {
      const length = rest.readInt32LE(0);
      if (rest.length < length) break;
      yield rest.subarray(0, length);
      rest = rest.subarray(length);
    }
  }
  if (rest.length > 0) throw new Error('a file of the backup ends in the middle of a document');
}
