import { type ServiceName, services } from '@kstudio/contracts';
import mongoose from 'mongoose';
import { databasesOf } from '../../deploy/provision/src/databases.ts';
import { type Provisioned, provisionFor, servers } from '../support/servers.ts';

/** The broker's half is in libs/bus/test/permissions.test.ts. */

type Client = mongoose.mongo.MongoClient;
type Deed = (client: Client) => Promise<unknown>;

const UNAUTHORISED = 13;
const AUTHENTICATION_FAILED = 18;

jest.setTimeout(120_000);

let ground: Provisioned;
const clients = new Map<ServiceName, Client>();

const connect = (url: string) =>
  mongoose.mongo.MongoClient.connect(url, { serverSelectionTimeoutMS: 5_000, maxPoolSize: 8 });
/** What the database says: `allowed`, or the code of its refusal. */
const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'allowed',
    (error: { code?: number; message: string }) => error.code ?? error.message,
  );
const own = (service: ServiceName) => databasesOf(service, ground.prefix);
const clientOf = (service: ServiceName) => clients.get(service)!;

beforeAll(async () => {
  ground = await provisionFor('own-doors');
  for (const service of services) clients.set(service, await connect(ground.urlsOf(service).MONGO_URL));
});
afterAll(async () => {
  for (const client of clients.values()) await client.close();
  await ground?.remove();
});

/** Everything one may do to somebody else's database. */
const onDatabase = (name: string): Record<string, Deed> => {
  const db = (client: Client) => client.db(name);
  return {
    'read a collection': (client) => db(client).collection('clients').findOne(),
    'count a collection': (client) => db(client).collection('people').estimatedDocumentCount(),
    'see its collections': (client) => db(client).listCollections().toArray(),
    'write a row': (client) => db(client).collection('outbox').insertOne({ a: 1 }),
    'change rows': (client) =>
      db(client)
        .collection('jobs')
        .updateMany({}, { $set: { a: 1 } }),
    'delete rows': (client) => db(client).collection('audit').deleteMany({}),
    'make a collection': (client) => db(client).createCollection('spare'),
    'make an index': (client) => db(client).collection('audit').createIndex({ a: 1 }),
    'drop a collection': (client) => db(client).collection('audit').drop(),
    'drop the database': (client) => db(client).dropDatabase(),
    'follow its changes': (client) =>
      db(client).command({ aggregate: 1, pipeline: [{ $changeStream: {} }], cursor: {} }),
    'see its statistics': (client) => db(client).command({ dbStats: 1 }),
    'see its users': (client) => db(client).command({ usersInfo: 1 }),
    'make itself a user there': (client) =>
      db(client).command({ createUser: 'spare', pwd: 'spare-spare', roles: [] }),
  };
};

const onServer: Record<string, Deed> = {
  'read everybody’s passwords': (client) => client.db('admin').collection('system.users').findOne(),
  'read everything ever written': (client) => client.db('local').collection('oplog.rs').findOne(),
  'read the configuration': (client) => client.db('config').collection('transactions').findOne(),
  'follow every change': (client) =>
    client
      .db('admin')
      .command({ aggregate: 1, pipeline: [{ $changeStream: { allChangesForCluster: true } }], cursor: {} }),
  'see what others are doing': (client) => client.db('admin').command({ currentOp: true, $all: true }),
  'see the server’s log': (client) => client.db('admin').command({ getLog: 'global' }),
  'see the server’s state': (client) => client.db('admin').command({ serverStatus: 1 }),
  'see the replica set': (client) => client.db('admin').command({ replSetGetConfig: 1 }),
  'change a parameter': (client) => client.db('admin').command({ setParameter: 1, logLevel: 0 }),
  'stop the sessions of others': (client) => client.db('admin').command({ killAllSessions: [] }),
  'stop the server': (client) => client.db('admin').command({ shutdown: 1 }),
  'make a role': (client) => client.db('admin').command({ createRole: 'spare', privileges: [], roles: [] }),
};

const onItself = (service: ServiceName): Record<string, Deed> => {
  const db = (client: Client) => client.db(own(service)[0]);
  const anyRole = [{ role: 'root', db: 'admin' }];
  return {
    'give itself a role': (client) => db(client).command({ grantRolesToUser: service, roles: anyRole }),
    'change its own user': (client) => db(client).command({ updateUser: service, roles: anyRole }),
    'make another user': (client) =>
      db(client).command({ createUser: 'spare', pwd: 'spare-spare', roles: [] }),
    'make a view of another’s rows': (client) =>
      db(client).command({
        aggregate: 'jobs',
        pipeline: [{ $out: { db: 'admin', coll: 'spare' } }],
        cursor: {},
      }),
    'take a validator away': async (client) => {
      await db(client)
        .createCollection('validated', { validator: { $jsonSchema: { required: ['b'] } } })
        .catch(() => undefined);
      await db(client).command({ collMod: 'validated', validator: {} });
    },
    'write past a validator': (client) =>
      db(client).collection('validated').insertOne({ a: 1 }, { bypassDocumentValidation: true }),
  };
};

const tryAll = async (client: Client, deeds: Record<string, Deed>) => {
  const said = Object.entries(deeds).map(async ([what, deed]) => [what, await codeOf(deed(client))] as const);
  return Object.fromEntries(await Promise.all(said));
};
const allRefused = (deeds: Record<string, Deed>) =>
  Object.fromEntries(Object.keys(deeds).map((what) => [what, UNAUTHORISED]));

describe.each(services)('the database user of %s', (service) => {
  it('reads and writes its own databases, and sees that no other exists', async () => {
    for (const name of own(service)) {
      const rows = clientOf(service).db(name).collection('spare');
      expect(await codeOf(rows.insertOne({ a: 1 }))).toBe('allowed');
      expect(await rows.countDocuments()).toBe(1);
    }
    const { databases } = await clientOf(service).db().admin().listDatabases({ nameOnly: true });
    expect(databases.map(({ name }) => name).sort()).toEqual(own(service).sort());
  });

  it('can do nothing at all to the database of another service', async () => {
    for (const other of services.filter((name) => name !== service)) {
      for (const name of own(other)) {
        const deeds = onDatabase(name);
        expect([name, await tryAll(clientOf(service), deeds)]).toEqual([name, allRefused(deeds)]);
      }
    }
  });

  it('has no power over the server', async () => {
    expect(await tryAll(clientOf(service), onServer)).toEqual(allRefused(onServer));
  });

  it('cannot widen its own rights, nor go round the validators of its collections', async () => {
    const deeds = onItself(service);
    expect(await tryAll(clientOf(service), deeds)).toEqual(allRefused(deeds));
  });

  it('is nobody with another’s password, in another’s database or as the administrator', async () => {
    const mine = new URL(ground.urlsOf(service).MONGO_URL);
    const other = services.find((name) => name !== service)!;
    for (const change of [
      (url: URL) => (url.password = 'another-password'),
      (url: URL) => url.searchParams.set('authSource', own(other)[0]!),
      (url: URL) => url.searchParams.set('authSource', 'admin'),
      (url: URL) => (url.username = other),
      (url: URL) => {
        url.username = decodeURIComponent(new URL(servers().mongodbUrl).username);
        url.searchParams.set('authSource', 'admin');
      },
    ]) {
      const url = new URL(mine);
      change(url);
      expect(await codeOf(connect(url.href).then((client) => client.close()))).toBe(AUTHENTICATION_FAILED);
    }
  });
});

it('lets nobody in without a name', async () => {
  const url = new URL(servers().mongodbUrl);
  const client = await connect(`mongodb://${url.host}/?replicaSet=${url.searchParams.get('replicaSet')}`);
  try {
    const deeds = onDatabase(own('account')[0]!);
    const said = Object.values(await tryAll(client, deeds));
    expect(said.every((code) => code === UNAUTHORISED)).toBe(true);
  } finally {
    await client.close();
  }
});
