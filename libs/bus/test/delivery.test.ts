import { newId, purgeOrdered } from '@kstudio/contracts';
import { eventually } from '../../../tests/support/eventually.ts';
import { exchanges, queues } from '../src/index.ts';
import { type Ground, opened, publish, type Service, startGround } from './support.ts';

let ground: Ground;
let account: Service;
let content: Service;

beforeAll(async () => {
  ground = await startGround('delivery');
  account = await ground.start('account');
  content = await ground.start('content');
});
afterAll(() => ground.stop());

const effectsOf = (service: Service, event: string) => service.effects.countDocuments({ event });

test('an event reaches the services that the catalogue names, once, and leaves the outbox', async () => {
  const notifier = await ground.start('notifier');
  const [id = ''] = await account.emit(opened());
  await eventually(async () => {
    expect(await effectsOf(content, id)).toBe(1);
    expect(await effectsOf(notifier, id)).toBe(1);
  });
  expect(await effectsOf(account, id)).toBe(0);
  await eventually(async () => expect(await account.relay.idle()).toBe(true));
});

test('while nothing fails, each event is published exactly once', async () => {
  const { queue } = await ground.channel.assertQueue('', { exclusive: true });
  await ground.channel.bindQueue(queue, exchanges.events, '#');
  const sent = new Set<string>();
  for (let round = 0; round < 30; round++) {
    for (const id of await account.emit(opened(), opened())) sent.add(id);
  }
  const left = Array.from({ length: 220 }, () => ({
    ...rowFor(newId()),
    replica: 'gone',
    readyAt: new Date(0),
  }));
  await account.outbox.insertMany(left);
  await eventually(async () => expect(await account.outbox.countDocuments({})).toBe(0));
  expect(sent.size).toBe(60);
  expect(await ground.count(queue)).toBe(60 + 220);
  await ground.channel.deleteQueue(queue);
  await ground.channel.purgeQueue(queues.events('content'));
});

test('an event of a transaction that does not commit is never sent', async () => {
  const clientId = newId();
  const attempt = account.transaction(async (tx) => {
    await account.outbox.insertOne({ ...rowFor(clientId) }, { session: tx.session });
    throw new Error('the rule says no');
  });
  await expect(attempt).rejects.toThrow('the rule says no');
  const [after = ''] = await account.emit(opened());
  await eventually(async () => expect(await effectsOf(content, after)).toBe(1));
  expect(await content.effects.countDocuments({ clientId })).toBe(0);
});

test('a service cannot put an event of another in its outbox', async () => {
  const order = {
    orderId: newId(),
    version: 1,
    clientId: newId(),
    categories: ['users' as const],
    reason: 'term' as const,
    charterVersion: '1',
    stage: 'holders' as const,
    orderedAt: new Date().toISOString(),
  };
  await expect(account.emit(purgeOrdered(order))).rejects.toThrow(
    'account does not publish retention.purge-ordered.v1',
  );
});

test('an event that comes several times has one effect', async () => {
  const draft = opened();
  const id = newId();
  for (let copy = 0; copy < 10; copy++) await publish(account, id, draft.key, draft.data);
  await eventually(async () => {
    expect(await effectsOf(content, id)).toBe(1);
    expect(await readyIn(content)).toBe(0);
    expect(content.consumer?.inFlight()).toBe(0);
  });
  expect(await effectsOf(content, id)).toBe(1);
  expect(await parkedIn(content)).toBe(0);
});

test('the rows of a replica that is no more are sent by another', async () => {
  const clientId = newId();
  await account.outbox.insertOne({
    ...rowFor(clientId),
    replica: 'gone',
    readyAt: new Date(Date.now() - 5_000),
  });
  await eventually(async () => expect(await content.effects.countDocuments({ clientId })).toBe(1));
});

test('what waited is sent also while new events keep coming', async () => {
  const waited = Array.from({ length: 250 }, newId);
  const old = { replica: 'gone', readyAt: new Date(Date.now() - 60_000) };
  await account.outbox.insertMany(waited.map((clientId) => ({ ...rowFor(clientId), ...old })));
  const state = { stopped: false };
  const writing = async () => {
    while (!state.stopped) await account.emit(opened());
  };
  const writers = Array.from({ length: 2 }, writing);
  try {
    await eventually(async () => {
      expect(await account.outbox.countDocuments({ replica: 'gone' })).toBe(0);
    }, 20_000);
  } finally {
    state.stopped = true;
    await Promise.all(writers);
  }
});

const rowFor = (clientId: string) => {
  const { key, data } = opened(clientId);
  const now = new Date();
  return {
    _id: newId(),
    key,
    data,
    occurredAt: now,
    writtenAt: now,
    readyAt: now,
    replica: account.bus.replica,
    trace: {},
  };
};

const readyIn = (service: Service) => ground.count(queues.events(service.bus.service));
const parkedIn = (service: Service) => ground.count(queues.parking(service.bus.service));
