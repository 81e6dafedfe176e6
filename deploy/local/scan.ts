/**
 * `npm run scan -- <text> …`: looks for texts in all that a running system keeps, knowing nothing of how it is made:
 * each collection of each database with the database's journal, what waits in the broker's queues, the broker's own
 * files, logs and traces. Prints where each was found; `--json` for tools. Exit code 1 when anything was.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import mongoose from 'mongoose';
import { type Doors, readDoors } from './doors.ts';

/** How many times a text stands in a place. Only places where it stands are told. */
type Found = { text: string; place: string; times: number };
type Scan = {
  looked: { documents: number; messages: number; files: number };
  /** What the server shows to no administrator: its own keys. */
  closed: string[];
  found: Found[];
};

/** MongoDB's code for what a user may not do. */
const UNAUTHORISED = 13;
const folder = process.env.KSTUDIO_DIR ?? resolve(import.meta.dirname, '../../.kstudio');
const { texts, json } = argumentsOf(process.argv.slice(2));
if (texts.length === 0) {
  console.error('What is to be looked for? npm run scan -- <text> …');
  process.exitCode = 2;
} else {
  const scan = await look(readDoors(folder), texts);
  if (json) console.log(JSON.stringify(scan));
  else tell(scan);
  process.exitCode = scan.found.length > 0 ? 1 : 0;
}

function argumentsOf(given: string[]) {
  return { texts: given.filter((text) => text !== '--json'), json: given.includes('--json') };
}

async function look(doors: Doors, wanted: readonly string[]): Promise<Scan> {
  const needles = wanted.map((text) => ({ text, forms: formsOf(text) }));
  const scan: Scan = { looked: { documents: 0, messages: 0, files: 0 }, closed: [], found: [] };
  const into = (place: string) => (bytes: Buffer) => {
    for (const { text, forms } of needles) {
      if (!forms.some((form) => bytes.includes(form))) continue;
      const known = scan.found.find((one) => one.text === text && one.place === place);
      if (known) known.times += 1;
      else scan.found.push({ text, place, times: 1 });
    }
  };
  const closed = await throughDatabases(doors.mongodb, (place, document) => {
    scan.looked.documents += 1;
    into(place)(document);
  });
  scan.closed.push(...closed);
  await throughQueues(doors.rabbitmqManagement, (place, message) => {
    scan.looked.messages += 1;
    into(place)(message);
  });
  for (const [place, path] of Object.entries(doors.files)) {
    for (const file of filesBelow(path)) {
      scan.looked.files += 1;
      // The database writes the command of a conflict into its own log, with its values.
      into(file.endsWith('/mongodb.log') ? 'log of the database' : place)(readFileSync(file));
    }
  }
  return scan;
}

/** As it is written, and as it looks in an address, in JSON, and as a UUID in binary. */
function formsOf(text: string): Buffer[] {
  const forms = new Set([text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1)]);
  const binary = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
    ? [Buffer.from(text.replaceAll('-', ''), 'hex')]
    : [];
  return [...[...forms].map((form) => Buffer.from(form)), ...binary];
}

/**
 * Every document of every collection as its bytes lie there, the journal that replicas follow (oplog) included.
 * Resolves to the collections that even an administrator may not read.
 */
async function throughDatabases(
  url: string,
  look: (place: string, document: Buffer) => void,
): Promise<string[]> {
  const client = await mongoose.mongo.MongoClient.connect(url);
  const closed: string[] = [];
  try {
    const { databases } = await client.db().admin().listDatabases({ nameOnly: true });
    for (const { name } of databases) {
      for (const collection of await client.db(name).listCollections({}, { nameOnly: true }).toArray()) {
        const place = `${name}.${collection.name}`;
        const rows = client.db(name).collection(collection.name).find({}, { raw: true });
        try {
          for await (const row of rows) look(`database ${place}`, row as unknown as Buffer);
        } catch (error) {
          if ((error as { code?: number }).code !== UNAUTHORISED) throw error;
          closed.push(place);
        }
      }
    }
  } finally {
    await client.close();
  }
  return closed;
}

/** What waits in any queue is read and left there. */
async function throughQueues(url: string, look: (place: string, message: Buffer) => void): Promise<void> {
  const base = new URL(url);
  const authorization = `Basic ${Buffer.from(`${decodeURIComponent(base.username)}:${decodeURIComponent(base.password)}`).toString('base64')}`;
  const ask = async <T>(path: string, body?: object): Promise<T> => {
    const headers = { authorization, 'content-type': 'application/json' };
    const init = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers };
    const response = await fetch(new URL(path, base.origin), init);
    if (!response.ok) throw new Error(`RabbitMQ answers ${response.status} to ${path}`);
    return (await response.json()) as T;
  };
  const queues = await ask<{ vhost: string; name: string; messages?: number }[]>('/api/queues');
  for (const { vhost, name, messages = 0 } of queues.filter((queue) => (queue.messages ?? 0) > 0)) {
    const path = `/api/queues/${encodeURIComponent(vhost)}/${encodeURIComponent(name)}/get`;
    const options = { count: messages, ackmode: 'ack_requeue_true', encoding: 'base64' };
    for (const message of await ask<{ payload: string; properties: object }[]>(path, options)) {
      const { payload, properties } = message;
      look(
        `queue ${name}`,
        Buffer.concat([Buffer.from(payload, 'base64'), Buffer.from(JSON.stringify(properties))]),
      );
    }
  }
}

function filesBelow(path: string): string[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function tell({ looked, closed, found }: Scan): void {
  for (const { text, place, times } of found) console.log(`${String(times).padStart(6)}  ${place}  ${text}`);
  for (const place of closed) console.log(`        ${place} is shown to nobody`);
  const { documents, messages, files } = looked;
  console.log(
    `${found.length === 0 ? 'Not found' : 'Found'}: looked at ${documents} documents, ${messages} messages and ${files} files.`,
  );
}
