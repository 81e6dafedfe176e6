import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exchanges, queues, retryKeys } from '@kstudio/bus';
import { newId, type ServiceName, services } from '@kstudio/contracts';
import amqp from 'amqplib';
import mongoose from 'mongoose';
import type { Doors } from '../../deploy/backup/src/doors.ts';
import type { WaitingMessage } from '../../deploy/backup/src/hold-events.ts';
import { type Manifest, manifestFile } from '../../deploy/backup/src/manifest.ts';
import { publishedBefore } from '../../deploy/backup/src/published-before.ts';
import { restoreBackup } from '../../deploy/backup/src/restore.ts';
import { fixMoment } from '../../deploy/backup/src/snapshot.ts';
import { takeBackup } from '../../deploy/backup/src/take.ts';
import { databasesOf, provisionDatabases } from '../../deploy/provision/src/databases.ts';
import { holdings } from '../../deploy/provision/src/holdings.ts';
import { type Provisioned, provisionFor, servers } from '../support/servers.ts';

/** A system without services: its broker and its databases, as a backup and a restore meet them. */
type Ground = { provisioned: Provisioned; doors: Doors; db(service: ServiceName): mongoose.mongo.Db };

describe('a backup and its restore', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kstudio-backup-'));
  const grounds: Provisioned[] = [];
  let admin: mongoose.Connection;
  let broker: amqp.ChannelModel;
  let old: Ground;
  let backup: string;
  const [gone, goneBefore, cameBack] = [newId(), newId(), newId()];
  const waiting = {
    messageId: newId(),
    type: 'account.subscription-ended.v1',
    headers: { 'occurred-at': 'x' },
  };
  const parked = { ...waiting, messageId: newId(), headers: { reason: 'not valid', 'parked-at': 'then' } };
  const delayed = { ...waiting, messageId: newId(), headers: { attempt: 3 } };

  async function ground(): Promise<Ground> {
    const on = servers();
    const provisioned = await provisionFor('backup');
    grounds.push(provisioned);
    const { vhost, prefix, managementUrl } = provisioned;
    const url = new URL(on.rabbitmqUrl);
    url.pathname = vhost;
    const passwordOf = (service: ServiceName) =>
      decodeURIComponent(new URL(provisioned.urlsOf(service).AMQP_URL).password);
    const passwords = Object.fromEntries(services.map((service) => [service, passwordOf(service)])) as Record<
      ServiceName,
      string
    >;
    await provisionDatabases(on.mongodbUrl, prefix, passwords, holdings);
    return {
      provisioned,
      doors: {
        broker: { url: url.href, managementUrl, vhost },
        mongodbUrl: on.mongodbUrl,
        databasePrefix: prefix,
        brokerPasswords: passwords,
        purgeOrders: join(folder, 'purge-orders'),
      },
      db: (service) => admin.useDb(databasesOf(service, prefix)[0]!, { useCache: true }).db!,
    };
  }

  const inQueue = async ({ doors }: Ground, queue: string) => {
    const connection = await amqp.connect(doors.broker.url);
    try {
      const message = await (await connection.createChannel()).get(queue);
      return message || null;
    } finally {
      await connection.close();
    }
  };

  beforeAll(async () => {
    admin = await mongoose.createConnection(servers().mongodbUrl).asPromise();
    mkdirSync(join(folder, 'purge-orders'));
    old = await ground();
    broker = await amqp.connect(old.doors.broker.url);
    const channel = await broker.createConfirmChannel();
    const body = Buffer.from('{"clientId":"1"}');
    channel.publish(exchanges.events, waiting.type, body, waiting);
    channel.publish(exchanges.retry, retryKeys.parking('content'), body, parked);
    channel.publish(exchanges.retry, retryKeys.delay('identity', '60s'), body, delayed);
    await channel.waitForConfirms();
    await old
      .db('account')
      .collection('inbox')
      .insertOne({
        text: 'établi',
        whole: 3,
        half: 1.5,
        long: mongoose.mongo.Long.fromString('9007199254740993'),
        bytes: Buffer.from('octets'),
        at: new Date(0),
        nothing: null,
      });
    await old
      .db('identity')
      .collection('grants')
      .insertMany(
        [gone, goneBefore, cameBack].map((clientId) => ({ clientId, personId: newId() })),
        { bypassDocumentValidation: true },
      );
    const keys = databasesOf('analytics-collector', old.doors.databasePrefix)[1]!;
    await admin
      .useDb(keys)
      .collection('day-keys')
      .insertOne({ _id: '2026-11-27' as never, wrapped: Buffer.from('k') });
    const taken = await takeBackup(old.doors, folder, join(folder, 'keys'));
    backup = taken.folder;
  }, 60_000);
  afterAll(async () => {
    await broker?.close();
    for (const provisioned of grounds) await provisioned.remove();
    await admin?.close();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  const manifest = () => JSON.parse(readFileSync(join(backup, manifestFile), 'utf8')) as Manifest;
  const changed = (change: (it: Manifest) => void) => {
    const before = readFileSync(join(backup, manifestFile));
    const it = manifest();
    change(it);
    writeFileSync(join(backup, manifestFile), JSON.stringify(it));
    return () => writeFileSync(join(backup, manifestFile), before);
  };

  it('holds what waits in every queue, and leaves it there', async () => {
    const lines = readFileSync(join(backup, 'messages.ndjson'), 'utf8').trim().split('\n');
    const kept = lines.map((line) => JSON.parse(line) as WaitingMessage);
    const ids = (service: string, place: string) =>
      kept
        .filter((it) => it.service === service && it.place === place)
        .map(({ properties }) => properties['messageId']);
    for (const service of ['content', 'retention', 'notifier'])
      expect(ids(service, 'events')).toEqual([waiting.messageId]);
    expect(new Set(ids('identity', 'events'))).toEqual(new Set([waiting.messageId, delayed.messageId]));
    expect(ids('content', 'parking')).toEqual([parked.messageId]);
    expect((await inQueue(old, queues.events('retention')))?.properties.messageId).toBe(waiting.messageId);
  });

  it('has the keys of browsing data in a copy apart alone', () => {
    expect(manifest().collections.map(({ collection }) => collection)).not.toContain('day-keys');
    expect(existsSync(join(folder, 'keys/day-keys.bson.gz'))).toBe(true);
  });

  it('tells what was published before its moment from what was published after', async () => {
    const client = admin.getClient();
    const outbox = old.db('identity').collection<{ _id: string }>('outbox');
    const [early, late, lateToo] = [newId(), newId(), newId()];
    await outbox.insertOne({ _id: early });
    const snapshot = await fixMoment(client as never, old.doors.databasePrefix);
    await outbox.insertOne({ _id: late });
    await client.withSession((session) =>
      session.withTransaction(async () => {
        await outbox.insertOne({ _id: lateToo }, { session });
        await old.db('identity').collection('jobs').insertOne({}, { session });
      }),
    );
    const longAgo = newId();
    const messages = [early, late, lateToo, longAgo].map(
      (messageId) => ({ properties: { messageId } }) as unknown as WaitingMessage,
    );
    const before = await publishedBefore(client as never, snapshot, messages);
    expect(before.map(({ properties }) => properties['messageId'])).toEqual([early, longAgo]);
    await outbox.deleteMany({});
    await old.db('identity').collection('jobs').deleteMany({});
  });

  it('removes what a killed backup left, and not what another one is writing; stopped itself it leaves nothing', async () => {
    const place = join(folder, 'place');
    const [dead, alive, notOurs] = [
      '2026-01-01T00-00-00Z.unfinished',
      '2026-01-02T00-00-00Z.unfinished',
      'holiday.unfinished',
    ].map((name) => join(place, name)) as [string, string, string];
    for (const made of [dead, alive, notOurs]) {
      mkdirSync(join(made, 'account'), { recursive: true });
      writeFileSync(join(made, 'account/people.bson.gz'), 'p');
    }
    const longAgo = new Date(Date.now() - 2 * 3_600_000);
    for (const path of [dead, notOurs].flatMap((at) => [
      join(at, 'account/people.bson.gz'),
      join(at, 'account'),
      at,
    ]))
      utimesSync(path, longAgo, longAgo);
    const leave = new AbortController();
    const taking = takeBackup(old.doors, place, undefined, leave.signal);
    const notThere = join(folder, 'not/there');
    setTimeout(() => leave.abort(new Error('enough')), 500);
    await expect(taking).rejects.toThrow('enough');
    expect(readdirSync(place).sort()).toEqual(['2026-01-02T00-00-00Z.unfinished', 'holiday.unfinished']);
    const { folder: made } = await takeBackup(old.doors, notThere);
    expect(readdirSync(notThere).map((name) => join(notThere, name))).toEqual([made]);
  }, 60_000);

  it('is refused where something is already, when it is too old, and when a byte of it was changed', async () => {
    await expect(restoreBackup(old.doors, backup)).rejects.toThrow('The database of account is not empty');
    const fresh = await ground();
    const younger = changed((it) => (it.takenAt = new Date(Date.now() - 31 * 86_400_000).toISOString()));
    await expect(restoreBackup(fresh.doors, backup)).rejects.toThrow('more than 30 days old');
    younger();
    const messages = readFileSync(join(backup, 'messages.ndjson'));
    appendFileSync(join(backup, 'messages.ndjson'), '\n');
    await expect(restoreBackup(fresh.doors, backup)).rejects.toThrow(
      'messages.ndjson is not what was backed up',
    );
    writeFileSync(join(backup, 'messages.ndjson'), messages);
    await expect(restoreBackup(fresh.doors, folder)).rejects.toThrow('no whole backup');
  });

  it('that broke off keeps the system from starting, and can be run again', async () => {
    const fresh = await ground();
    const repair = changed(
      (it) => (it.collections.find(({ documents }) => documents > 0)!.sha256 = '0'.repeat(64)),
    );
    await expect(restoreBackup(fresh.doors, backup)).rejects.toThrow('is not what was backed up');
    const { mongodbUrl, databasePrefix, brokerPasswords } = fresh.doors;
    await expect(provisionDatabases(mongodbUrl, databasePrefix, brokerPasswords, holdings)).rejects.toThrow(
      /A restore that began at .* is not through/,
    );
    repair();
    await restoreBackup(fresh.doors, backup);
    await expect(
      provisionDatabases(mongodbUrl, databasePrefix, brokerPasswords, holdings),
    ).resolves.toBeUndefined();
  }, 60_000);

  it('gives back every document as it was, every message under its receiver’s name, and the keys that are missing', async () => {
    const fresh = await ground();
    await restoreBackup(fresh.doors, backup, join(folder, 'keys'));
    const raw = (db: mongoose.mongo.Db) => db.collection('inbox').find({}, { raw: true }).toArray();
    expect(await raw(fresh.db('account'))).toEqual(await raw(old.db('account')));
    const { vhost } = fresh.doors.broker;
    const event = await inQueue(fresh, queues.events('notifier'));
    expect(event?.properties).toMatchObject({ ...waiting, userId: `${vhost}.notifier` });
    expect(event?.content.toString()).toBe('{"clientId":"1"}');
    const aside = await inQueue(fresh, queues.parking('content'));
    expect(aside?.properties).toMatchObject({ ...parked, userId: `${vhost}.content` });
    const keys = admin.useDb(databasesOf('analytics-collector', fresh.doors.databasePrefix)[1]!);
    expect(await keys.collection('day-keys').countDocuments({})).toBe(1);
    expect(await fresh.db('retention').collection('jobs').findOne({ name: 'note-restore' })).toMatchObject({
      data: { purges: 0 },
    });
  }, 60_000);

  it('carries out again what was ordered since of whole clients, and nothing else', async () => {
    const { platformTime } = manifest();
    const ordered = (clientId: string, orderedAt: string, categories: string[]) =>
      writeFileSync(
        join(folder, 'purge-orders', `${clientId}.json`),
        JSON.stringify({ orderId: newId(), clientId, categories, orderedAt }),
      );
    const at = (ms: number) => new Date(Date.parse(platformTime) + ms).toISOString();
    const whole = ['subscription', 'users', 'access', 'contents', 'browsing', 'requests'];
    ordered(gone, at(60_000), whole);
    ordered(goneBefore, at(-60_000), whole);
    ordered(cameBack, at(60_000), ['access']);
    const fresh = await ground();
    const { purgesRunAgain } = await restoreBackup(fresh.doors, backup);
    expect(purgesRunAgain).toBe(1);
    const left = await fresh.db('identity').collection('grants').find().toArray();
    expect(new Set(left.map(({ clientId }) => String(clientId)))).toEqual(new Set([goneBefore, cameBack]));
    for (const clientId of [gone, goneBefore, cameBack])
      rmSync(join(folder, 'purge-orders', `${clientId}.json`));
  }, 60_000);

  it('goes nowhere without the purges that are remembered', async () => {
    const fresh = await ground();
    const doors = { ...fresh.doors, purgeOrders: join(folder, 'not-there') };
    await expect(restoreBackup(doors, backup)).rejects.toThrow('would come back');
  }, 60_000);
});
