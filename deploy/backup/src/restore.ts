import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { services } from '@kstudio/contracts';
import { databasesOf } from '@kstudio/provision/databases';
import { markRestore, restoreUnderWay, unmarkRestore } from '@kstudio/provision/restore-mark';
import mongoose from 'mongoose';
import { bringKeysBack } from './day-keys.ts';
import type { Doors } from './doors.ts';
import { giveBack } from './give-back.ts';
import { eventConsumers } from './hold-events.ts';
import { load } from './load.ts';
import { ageInDays, backupLifeDays, type Manifest, messagesFile, readManifest, sha256 } from './manifest.ts';
import { purgeAgain } from './purge-again.ts';

export type Restored = { manifest: Manifest; purgesRunAgain: number };

/**
 * Restores a backup into a provisioned system whose services are stopped and whose databases are empty, or whose
 * restore broke off. When it resolves, every database equals the backup but for what was purged since, and the events
 * that were on their way are in their queues. Until then provisioning refuses the system, so that it takes no traffic.
 * Throws with a sentence when a condition is not met.
 */
export async function restoreBackup(doors: Doors, folder: string, keysFrom?: string): Promise<Restored> {
  const manifest = readManifest(folder);
  if (ageInDays(manifest) > backupLifeDays)
    throw new Error(
      `This backup is more than ${backupLifeDays} days old: what was purged since is not remembered any more, and would come back.`,
    );
  const messages = readFileSync(join(folder, messagesFile), 'utf8');
  if (sha256(messages) !== manifest.messages.sha256)
    throw new Error(`${messagesFile} is not what was backed up.`);
  const running = await eventConsumers(doors.broker);
  if (running > 0) throw new Error(`${running} services are running on this system: stop them first.`);
  const admin = await mongoose.createConnection(doors.mongodbUrl).asPromise();
  try {
    await demandEmpty(admin, doors.databasePrefix);
    await markRestore(admin, doors.databasePrefix);
    await load(admin, doors.databasePrefix, folder, manifest);
    if (keysFrom) await bringKeysBack(admin, doors.databasePrefix, keysFrom);
    await giveBack(doors, messages);
    const purgesRunAgain = await purgeAgain(admin, doors, manifest.platformTime);
    await leaveWord(admin, doors.databasePrefix, manifest.takenAt, purgesRunAgain);
    await unmarkRestore(admin, doors.databasePrefix);
    return { manifest, purgesRunAgain };
  } finally {
    await admin.close();
  }
}

/** Nothing of a living system is overwritten; only what a restore that broke off had left. */
async function demandEmpty(admin: mongoose.Connection, prefix: string): Promise<void> {
  const again = (await restoreUnderWay(admin, prefix)) !== null;
  for (const service of services) {
    const db = admin.useDb(databasesOf(service, prefix)[0]!);
    for (const { name } of await db.db!.listCollections({}, { nameOnly: true }).toArray()) {
      if (again) await db.collection(name).deleteMany({});
      else if (await db.collection(name).findOne({}))
        throw new Error(
          `The database of ${service} is not empty: a backup is restored into an empty system.`,
        );
    }
  }
}

/** For retention's first start: its ledger says that it goes on from a backup (services/retention/src/note-restore.ts). */
async function leaveWord(admin: mongoose.Connection, prefix: string, takenAt: string, purges: number) {
  const [database] = databasesOf('retention', prefix);
  const name = 'note-restore';
  const job = { name, key: takenAt, dueAt: new Date(0), leasedUntil: 0, attempts: 0, data: { purges } };
  await admin
    .useDb(database!)
    .collection<{ _id: string }>('jobs')
    .updateOne({ _id: `${name}:${takenAt}` }, { $set: job }, { upsert: true });
}
