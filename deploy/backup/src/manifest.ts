import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { realTime } from '@kstudio/chassis';
import { services } from '@kstudio/contracts';
import { z } from 'zod';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Copied = z.strictObject({
  service: z.enum(services),
  collection: z.string(),
  documents: z.number().int(),
  /** Over the documents' bytes in the order of their ids. */
  sha256: Sha256,
});

const Manifest = z.strictObject({
  format: z.literal('kstudio-backup/1'),
  takenAt: z.iso.datetime(),
  /** The same moment by the platform's own clock, which may have been moved: by it purges are ordered. */
  platformTime: z.iso.datetime(),
  /** The one moment that every database is copied at: MongoDB's cluster time, seconds and ordinal. */
  clusterTime: z.string(),
  collections: z.array(Copied),
  messages: z.strictObject({ count: z.number().int(), sha256: Sha256 }),
});
export type Manifest = z.infer<typeof Manifest>;
export type CopiedCollection = z.infer<typeof Copied>;

export const manifestFile = 'manifest.json';
export const messagesFile = 'messages.ndjson';
export const collectionFile = (service: string, collection: string) => join(service, `${collection}.bson.gz`);

/** Backups are kept thirty days at most: so long a purge's order is remembered, to be run again after a restore. */
export const backupLifeDays = 30;

export const ageInDays = ({ takenAt }: Manifest, now = realTime.now()) =>
  (now - Date.parse(takenAt)) / 86_400_000;

/** Written last: a folder without one is no backup. */
export function writeManifest(folder: string, manifest: Manifest): void {
  writeFileSync(join(folder, manifestFile), JSON.stringify(manifest, null, 2), { mode: 0o600 });
}

/** Throws with a sentence when the folder holds no whole backup. */
export function readManifest(folder: string): Manifest {
  let text: string;
  try {
    text = readFileSync(join(folder, manifestFile), 'utf8');
  } catch {
    throw new Error(`There is no whole backup in ${folder}: it has no ${manifestFile}.`);
  }
  return Manifest.parse(JSON.parse(text));
}

export const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
