import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { prefixOf, type ServiceName, services } from '@kstudio/contracts';
import mongoose from 'mongoose';
import { eventually } from '../support/eventually.ts';
import { type Answer, requestsMade } from '../support/exchange.ts';
import { type Newcomer, signInAgain } from '../support/newcomer.ts';
import { ownUsersOf } from '../support/own-users.ts';
import { beside, ready } from '../support/ready.ts';
import { fieldsOf, isUnsafe, type Operation, sampleOf } from './api.ts';
import { admitted, type Cast, forEachOf, gatherCast, ownPath } from './cast.ts';

/**
 * No personal data in an event, a kept queue, a log line or a trace (invariant 4): everything that people gave, and
 * texts planted in every corner of every request, are looked for in all that the system has written meanwhile.
 */

const mark = randomBytes(4).toString('hex');
const planted = {
  query: `solene.kermarrec.${mark}@question.example`,
  browser: `Mozilla/5.0 (Planted-${mark})`,
  state: `planted-state-${mark}`,
  key: `planted-key-${mark}`,
  token: `eyJhbGciOiJFUzI1NiJ9.${mark}cGxhbnRlZA.${mark}cGxhbnRlZA`,
  text: `Solène Kermarrec-${mark}`,
  path: `kermarrec-${mark}-in-the-path`,
  referrer: `https://referrer-${mark}.example/solene`,
};

let cast: Cast;
/** What every service has put into its outbox meanwhile: exactly what goes over the bus. */
const sent = new Map<ServiceName, unknown[]>();
const clients: mongoose.mongo.MongoClient[] = [];
const databases = new Map<ServiceName, mongoose.mongo.Db>();

/** Follows each service's outbox as its own database user; resolves when nothing can be missed any more. */
async function followOutboxes(users: ReturnType<typeof ownUsersOf>): Promise<void> {
  for (const service of services) {
    const client = await mongoose.mongo.MongoClient.connect(users[service].MONGO_URL);
    clients.push(client);
    databases.set(service, client.db());
    const rows: unknown[] = [];
    sent.set(service, rows);
    const changes = client
      .db()
      .collection('outbox')
      .watch([{ $match: { operationType: 'insert' } }]);
    changes.on('change', (change) => rows.push((change as { fullDocument?: unknown }).fullDocument));
    changes.on('error', () => {});
    await new Promise((done) => changes.once('resumeTokenChanged', done));
  }
}

beforeAll(async () => {
  await followOutboxes(ownUsersOf(ready()));
  cast = await gatherCast();
});
afterAll(async () => {
  for (const client of clients) await client.close();
  process.stdout.write(`no personal data: ${requestsMade()} requests\n`);
});

const everythingOf = ({ given, secrets, password, guest }: Newcomer): Record<string, string> => ({
  ...given,
  ...secrets,
  password,
  ...Object.fromEntries(guest.cookies),
  ...(guest.address && { address: guest.address }),
});

/** A request with something planted wherever a request can carry it. */
function plantedRequest(operation: Operation): Promise<Answer> {
  const path = ownPath(cast, operation);
  const body = isUnsafe(operation)
    ? JSON.stringify({
        ...(operation.body ? (sampleOf(operation.body) as object) : {}),
        ...Object.fromEntries(
          fieldsOf(operation.body ?? {})
            .filter((field) => field.path.length === 1 && field.schema.type === 'string')
            .map((field) => [field.path[0], planted.text]),
        ),
        [planted.text]: planted.text,
      })
    : undefined;
  return admitted(cast, operation).send({
    method: operation.method,
    path: `${path}?q=${encodeURIComponent(planted.query)}&${planted.path}`,
    headers: {
      'user-agent': planted.browser,
      'idempotency-key': planted.key,
      tracestate: `planted=${planted.state}`,
      traceparent: `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`,
      baggage: `planted=${planted.state}`,
      referer: planted.referrer,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    body,
  });
}

/** Everything the system has written into files that people read. */
function written(): Record<string, string> {
  const logs = beside(cast.system, 'logs');
  const files = [
    ...readdirSync(logs).map((name) => join(logs, name)),
    ...['traces.ndjson', 'traces.ndjson.1'].map((name) => beside(cast.system, name)),
  ];
  return Object.fromEntries(files.filter(existsSync).map((file) => [file, readFileSync(file, 'utf8')]));
}

/** Which of the texts stand in which of the places; also as they look in an address or in JSON. */
function findings(places: Record<string, string>, texts: Record<string, string>): string[] {
  return Object.entries(places).flatMap(([place, content]) =>
    Object.entries(texts)
      .filter(([, text]) =>
        [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1)].some((form) =>
          content.includes(form),
        ),
      )
      .map(([name]) => `${name} in ${place}`),
  );
}

const everybody = (): Record<string, string> => ({
  ...planted,
  ...Object.fromEntries(
    [cast.first, cast.second].flatMap((newcomer, index) =>
      Object.entries(everythingOf(newcomer)).map(([name, text]) => [`${name} of client ${index + 1}`, text]),
    ),
  ),
});

/** All that people do in this product's doors, once, with texts planted on the way. */
async function live(): Promise<string[]> {
  const ids: string[] = [];
  await forEachOf(cast.operations, async (operation) => {
    const { headers, status, asked } = await plantedRequest(operation);
    if (status >= 500) throw new Error(`${asked}: ${status}`);
    ids.push(String(headers['x-request-id']));
  });
  await forEachOf(cast.operations.filter(isUnsafe), async ({ method, path }) => {
    const headers = { 'content-type': 'application/json' };
    await cast.nobody.send({ method, path, headers, body: `{"broken": "${planted.text}` });
    const bearer = { authorization: `Bearer ${planted.token}`, cookie: `ks_access=${planted.token}` };
    await cast.nobody.send({ method, path: `${path}/${planted.path}`, headers: bearer });
  });
  const again = await signInAgain(cast.second);
  await again.ask('POST', '/api/identity/sessions/refresh', {});
  await again.ask('DELETE', '/api/identity/session');
  const end = `/api/account/clients/${cast.second.clientId}/end`;
  const ended = await cast.second.guest.ask('POST', end, {});
  expect(ended.status).toBe(200);
  ids.push(String(ended.headers['x-request-id']));
  return ids;
}

it('is in no log, no trace, no event and no parked message', async () => {
  const before = everythingOf(cast.second);
  const ids = await live();
  const texts = { ...everybody(), ...before };
  // The last spans come a few seconds later.
  await eventually(() => {
    const all = Object.entries(written())
      .filter(([file]) => file.includes('traces'))
      .map(([, content]) => content)
      .join('');
    for (const id of ids.slice(-3)) expect(all.includes(id)).toBe(true);
  }, 30_000);
  const files = written();
  expect(Object.keys(files).filter((file) => file.endsWith('.log')).length).toBeGreaterThanOrEqual(6);
  expect(findings(files, { 'a word that is there': 'listening' }).length).toBeGreaterThan(0);
  expect(findings(files, texts)).toEqual([]);

  await eventually(
    () => expect(JSON.stringify(sent.get('account'))).toContain('account.subscription-ended'),
    10_000,
  );
  const events = Object.fromEntries(
    [...sent].map(([service, rows]) => [`events of ${service}`, JSON.stringify(rows)]),
  );
  expect([...sent.values()].flat().length).toBeGreaterThan(10);
  expect(findings(events, texts)).toEqual([]);

  for (const service of services) {
    const path = `${prefixOf(service)}/parking`;
    const parked = await cast.operator.demand<{ messageId: string }[]>(200, 'GET', path);
    const shown = await Promise.all(
      parked.map(({ messageId }) => cast.operator.demand<unknown>(200, 'GET', `${path}/${messageId}`)),
    );
    expect(findings({ [path]: JSON.stringify([parked, shown]) }, texts)).toEqual([]);
  }
});

it('is in none of the collections that the chassis keeps beside the services’ own', async () => {
  const own = [
    'outbox',
    'inbox',
    'jobs',
    'audit',
    'purged',
    'clock',
    'replicas',
    'revocations',
    'rate-limits',
  ];
  const rows: Record<string, string> = {};
  for (const [service, db] of databases) {
    for (const name of own) {
      rows[`${service}.${name}`] = JSON.stringify(await db.collection(name).find().toArray());
    }
  }
  expect(rows['account.audit']!.length).toBeGreaterThan(2);
  expect(findings(rows, everybody())).toEqual([]);
});
