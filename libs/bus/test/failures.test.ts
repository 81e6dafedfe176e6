import { certificateIssued, newId, type ReceivedEvent, spaceOpened } from '@kstudio/contracts';
import mongoose from 'mongoose';
import { eventually } from '../../../tests/support/eventually.ts';
import { servers } from '../../../tests/support/servers.ts';
import { exchanges, listParking, queues, replayParked, retryKeys, showParked } from '../src/index.ts';
import { openDoor } from './door.ts';
import {
  type Ground,
  type Handlers,
  opened,
  publish,
  type Service,
  silent,
  startGround,
  type Tx,
} from './support.ts';

let ground: Ground;
let account: Service;
let content: Service;
/** What the handler of content does with a client's event; others are applied. */
const trouble = new Map<string, (attempt: number) => void>();
const attempts = new Map<string, number>();
const key = opened().key;

beforeAll(async () => {
  ground = await startGround('failures');
  account = await ground.start('account');
  const handlers: Handlers = {
    [key]: async (tx: Tx, event: ReceivedEvent<never>) => {
      const { clientId } = event.data as { clientId: string };
      const attempt = (attempts.get(clientId) ?? 0) + 1;
      attempts.set(clientId, attempt);
      await content.record(tx, event);
      trouble.get(clientId)?.(attempt);
    },
  };
  content = await ground.start('content', { handlers });
});
afterAll(() => ground.stop());

const certificate = () =>
  certificateIssued({ orderId: newId(), version: 1, certificateId: newId(), fingerprint: 'a'.repeat(64) });
const effectsOf = (clientId: string) => content.effects.countDocuments({ clientId });
const parked = () => ground.count(queues.parking('content'));

test('an event that fails at first is tried again until it is applied, with one effect', async () => {
  const clientId = newId();
  trouble.set(clientId, (attempt) => {
    if (attempt < 4) throw new Error(`for a moment, of ${clientId}`);
  });
  await account.emit(opened(clientId));
  await eventually(async () => expect(await effectsOf(clientId)).toBe(1));
  expect(attempts.get(clientId)).toBe(4);
  expect(await parked()).toBe(0);
});

test('a poison event is parked with its reason, its neighbours go on, and a replay applies it', async () => {
  const poison = newId();
  trouble.set(poison, () => {
    throw new TypeError(`the address camille@example.com has no place in a log`);
  });
  const neighbours = Array.from({ length: 50 }, () => newId());
  const [id = ''] = await account.emit(opened(poison), ...neighbours.map((clientId) => opened(clientId)));
  await eventually(async () => {
    expect(await content.effects.countDocuments({ clientId: { $in: neighbours } })).toBe(50);
    expect(await parked()).toBe(1);
  });
  expect(await listParking(content.bus)).toEqual([
    {
      messageId: id,
      key,
      reason: 'TypeError',
      attempts: 5,
      parkedAt: expect.any(String),
      publisher: 'account',
    },
  ]);
  expect(await showParked(content.bus, id)).toMatchObject({ data: { clientId: poison } });
  expect(await showParked(content.bus, newId())).toBeNull();
  expect(await replayParked(content.bus, newId())).toBe(false);
  trouble.delete(poison);
  expect(await replayParked(content.bus, id)).toBe(true);
  await eventually(async () => expect(await effectsOf(poison)).toBe(1));
  expect(await parked()).toBe(0);
});

test('what does not parse is parked at once, with the path and without the value', async () => {
  const [first, second] = [newId(), newId()];
  const { data } = opened();
  await publish(account, first, key, { ...data, openedAt: 'yesterday, by Camille' });
  await publish(account, second, key, { ...data, email: 'camille@example.com' });
  await eventually(async () => expect(await parked()).toBe(2));
  const reasons = (await listParking(content.bus)).map((message) => message.reason).sort();
  expect(reasons).toEqual(['not valid: data unrecognized_keys', 'not valid: openedAt invalid_format']);
  await ground.channel.purgeQueue(queues.parking('content'));
});

test('an event of a version to come waits for who knows it, and is not parked', async () => {
  const queue = queues.events('content');
  const properties = {
    type: key.replace('.v1', '.v9'),
    messageId: newId(),
    headers: { 'occurred-at': new Date().toISOString() },
  };
  ground.channel.sendToQueue(queue, Buffer.from('{}'), properties);
  // Longer than all the delays of a fault.
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(await parked()).toBe(0);
  const waits = queues.delay('content', '60s');
  await eventually(async () => {
    const message = await ground.channel.get(waits, { noAck: true });
    expect(message && message.properties.messageId).toBe(properties.messageId);
  });
});

test('an event that no queue wants is kept, counted and sent when one does', async () => {
  const clientId = newId();
  const [queue, unbound] = [queues.events('account'), 'content.space-opened.v1'];
  await ground.channel.unbindQueue(queue, exchanges.events, unbound);
  const [id = ''] = await content.emit(spaceOpened({ clientId, version: 1, contents: 7 }));
  await eventually(async () => {
    const { waiting, unroutable, returned } = await content.relay.status();
    expect({ waiting, unroutable }).toEqual({ waiting: 1, unroutable: 1 });
    expect(returned).toBeGreaterThan(1);
  });
  expect((await content.relay.status()).oldestMs).toBeGreaterThan(1_000);
  const [other = ''] = await account.emit(opened());
  await eventually(async () => expect(await content.effects.countDocuments({ event: other })).toBe(1));
  await ground.channel.bindQueue(queue, exchanges.events, unbound);
  await eventually(async () => expect(await account.effects.countDocuments({ event: id })).toBe(1));
  await eventually(async () => expect(await content.relay.idle()).toBe(true));
});

test('a message whose retry the broker does not take stays where it was', async () => {
  const clientId = newId();
  trouble.set(clientId, (attempt) => {
    if (attempt < 3) throw new Error('for a moment');
  });
  const binding = [queues.delay('content', '1s'), exchanges.retry, retryKeys.delay('content', '1s')] as const;
  await ground.channel.unbindQueue(...binding);
  const [id = ''] = await account.emit(opened(clientId));
  await eventually(async () => expect(attempts.get(clientId)).toBe(3));
  await eventually(async () => expect(await content.effects.countDocuments({ event: id })).toBe(1));
  await ground.channel.bindQueue(...binding);
  expect(await parked()).toBe(0);
});

test('while the database is away events wait in hand, and none is parked or counted as tried', async () => {
  await ground.channel.purgeQueue(queues.events('notifier'));
  const door = await openDoor(servers().mongodbUrl);
  const url = `${door.url.replace('replicaSet=rs0', 'directConnection=true')}`;
  const mongo = await mongoose.createConnection(url, { serverSelectionTimeoutMS: 300 }).asPromise();
  const said: string[] = [];
  const log = { ...silent, warn: (_: object, words: string) => void said.push(words) };
  const notifier = await ground.start('notifier', { mongo, log });
  try {
    door.shut();
    const clients = Array.from({ length: 40 }, () => newId());
    await account.emit(...clients.map((clientId) => opened(clientId)));
    await eventually(() => expect(notifier.consumer?.inFlight()).toBe(20));
    await eventually(async () =>
      expect(await ground.count(queues.events('notifier'))).toBeGreaterThanOrEqual(20),
    );
    const waiting = () => said.filter((words) => words === 'the database is away: waiting').length;
    await eventually(() => expect(waiting()).toBeGreaterThan(40));
    door.open();
    await eventually(async () => {
      expect(await notifier.effects.countDocuments({ clientId: { $in: clients } }).catch(() => 0)).toBe(40);
    }, 20_000);
    expect(await ground.count(queues.parking('notifier'))).toBe(0);
    expect(said).not.toContain('event retried');
  } finally {
    door.open();
    await notifier.stop();
    await mongo.close();
    await door.close();
  }
});

test('while the broker is away events wait in the outbox, and then arrive once', async () => {
  const door = await openDoor(servers().rabbitmqUrl);
  const collector = await ground.start('analytics-collector');
  const retention = await ground.start('retention', {
    url: ground.url('retention', door.url),
    consuming: false,
  });
  door.shut();
  await eventually(() => expect(retention.bus.connected()).toBe(false));
  const orders = await Promise.all(Array.from({ length: 20 }, () => retention.emit(certificate())));
  expect((await retention.relay.status()).waiting).toBe(20);
  door.open();
  await eventually(async () => {
    expect(await collector.effects.countDocuments({ event: { $in: orders.flat() } })).toBe(20);
    expect(await retention.relay.idle()).toBe(true);
  });
  await retention.stop();
  await door.close();
});
