import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { realTime } from '@kstudio/chassis';
import { services } from '@kstudio/contracts';
import { databasesOf } from '@kstudio/provision/databases';
import mongoose from 'mongoose';
import { copyKeys } from './day-keys.ts';
import type { Doors } from './doors.ts';
import { holdEvents, type WaitingMessage } from './hold-events.ts';
import {
  ageInDays,
  backupLifeDays,
  type Manifest,
  messagesFile,
  readManifest,
  sha256,
  writeManifest,
} from './manifest.ts';
import { publishedBefore } from './published-before.ts';
import { copyDatabase, fixMoment, type Snapshot } from './snapshot.ts';

type Client = mongoose.mongo.MongoClient;

/** A message that was on its way when the moment was fixed has reached us after this. */
const onTheWayMs = 1_000;

export type Taken = { folder: string; manifest: Manifest; removed: string[]; abandoned: string[] };

/**
 * Takes a backup into a folder of its own below `into`, while people go on working, and removes the backups there that
 * are older than thirty days or were broken off. It holds every service's database at one moment, with the events that
 * had not reached their services at that moment; the keys of browsing data are never part of it, and go to `keysInto` if anywhere.
 * When `stopped` says so it leaves off, and leaves nothing behind.
 */
export async function takeBackup(
  doors: Doors,
  into: string,
  keysInto?: string,
  stopped?: AbortSignal,
): Promise<Taken> {
  const takenAt = new Date(realTime.now()).toISOString();
  const folder = join(into, takenAt.replaceAll(':', '-').replace(/\.\d+Z$/, 'Z'));
  const unfinished = `${folder}.unfinished`;
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  const abandoned = removeUnfinished(into);
  const client = await mongoose.mongo.MongoClient.connect(doors.mongodbUrl);
  try {
    const { snapshot, messages } = await holdAndFix(doors, client);
    stopped?.throwIfAborted();
    const manifest: Manifest = {
      format: 'kstudio-backup/1',
      takenAt,
      platformTime: await platformTime(client, snapshot, doors.databasePrefix, takenAt),
      clusterTime: `${snapshot.clusterTime.getHighBits()}.${snapshot.clusterTime.getLowBits()}`,
      messages: keepMessages(unfinished, messages),
      collections: [],
    };
    for (const service of services) {
      stopped?.throwIfAborted();
      const [database] = databasesOf(service, doors.databasePrefix);
      manifest.collections.push(
        ...(await copyDatabase(client, snapshot, service, database!, unfinished, stopped)),
      );
    }
    if (keysInto) await copyKeys(client, doors.databasePrefix, keysInto);
    writeManifest(unfinished, manifest);
    renameSync(unfinished, folder);
    return { folder, manifest, removed: removeOld(into), abandoned };
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw error;
  } finally {
    await client.close();
  }
}

/**
 * No service has an event in hand, and those that wait are in ours: now the moment is fixed. An event that had left its
 * outbox by then is among ours; one that had not is in its outbox; one that was written later is in neither.
 */
async function holdAndFix(doors: Doors, client: Client) {
  const held = await holdEvents(doors.broker);
  try {
    await held.handsAreEmpty();
    const sure = held.messages.length;
    const snapshot = await fixMoment(client, doors.databasePrefix);
    await pause(onTheWayMs);
    const late = await publishedBefore(client, snapshot, held.messages.slice(sure));
    return { snapshot, messages: [...held.messages.slice(0, sure), ...late] };
  } finally {
    await held.release();
  }
}

/** Every service keeps the shift of the clock that they share (libs/chassis/src/clock-answers.ts). */
async function platformTime(client: Client, { session }: Snapshot, prefix: string, takenAt: string) {
  const clock = client
    .db(databasesOf('retention', prefix)[0])
    .collection<{ _id: string; shiftMs: number }>('clock');
  const shiftMs = (await clock.findOne({ _id: 'shift' }, { session }))?.shiftMs ?? 0;
  return new Date(Date.parse(takenAt) + shiftMs).toISOString();
}

function keepMessages(folder: string, messages: readonly WaitingMessage[]): Manifest['messages'] {
  const text = messages.map((message) => `${JSON.stringify(message)}\n`).join('');
  writeFileSync(join(folder, messagesFile), text, { mode: 0o600 });
  return { count: messages.length, sha256: sha256(text) };
}

/**
 * A backup that was killed holds what a backup holds, and would be kept by nobody's rule. One that is being taken writes
 * all the time: what nobody wrote to for an hour is dead.
 */
function removeUnfinished(into: string): string[] {
  return foldersIn(into)
    .filter((folder) => unfinishedName.test(folder) && realTime.now() - lastWrite(folder) > deadAfterMs)
    .map(removed);
}

const unfinishedName = /\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.unfinished$/;
const deadAfterMs = 3_600_000;

const lastWrite = (folder: string): number =>
  Math.max(
    statSync(folder).mtimeMs,
    ...readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(
      (name) => statSync(join(folder, name)).mtimeMs,
    ),
  );

/** Only folders that hold a backup of ours. */
function removeOld(into: string): string[] {
  return foldersIn(into)
    .filter((folder) => {
      try {
        return ageInDays(readManifest(folder)) > backupLifeDays;
      } catch {
        return false;
      }
    })
    .map(removed);
}

const foldersIn = (into: string): string[] =>
  readdirSync(into, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => join(into, name));

function removed(folder: string): string {
  rmSync(folder, { recursive: true, force: true });
  return folder;
}
