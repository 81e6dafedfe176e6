import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { databasesOf } from '@kstudio/provision/databases';
import type mongoose from 'mongoose';
import { readDocuments } from './load.ts';
import { digestOf, writeDocuments } from './snapshot.ts';

/**
 * The keys of browsing data are in no backup: a backup that is kept too long must hold nothing readable. They have one
 * copy apart, which each backup replaces, so that a key that was destroyed is in no copy from the next day on. The
 * keys in it are wrapped with the collector's secret (BROWSING_KEY), which is in neither.
 */
const collection = 'day-keys';
const fileIn = (folder: string) => join(folder, `${collection}.bson.gz`);
const databaseOf = (prefix: string) => databasesOf('analytics-collector', prefix)[1]!;

/** Replaces the one copy of the keys. */
export async function copyKeys(
  client: mongoose.mongo.MongoClient,
  prefix: string,
  folder: string,
): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const unfinished = `${fileIn(folder)}.unfinished`;
  await writeDocuments(digestOf(client, databaseOf(prefix), collection).bytes(), unfinished);
  renameSync(unfinished, fileIn(folder));
}

/** Brings back the keys that are missing; those that the system has stay. Throws when there is no copy. */
export async function bringKeysBack(
  admin: mongoose.Connection,
  prefix: string,
  folder: string,
): Promise<void> {
  if (!existsSync(fileIn(folder))) throw new Error(`There is no copy of the keys in ${folder}.`);
  const keys = admin.useDb(databaseOf(prefix)).collection(collection);
  for await (const { _id, ...key } of readDocuments(fileIn(folder)))
    await keys.updateOne({ _id }, { $setOnInsert: key }, { upsert: true });
}
