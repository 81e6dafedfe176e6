import {
  type Catalogue,
  catalogue,
  newId,
  purgeOrdered,
  type ServiceName,
  services,
  subscriptionEnded,
} from '@kstudio/contracts';
import amqp from 'amqplib';
import { eventually } from '../../../tests/support/eventually.ts';
import { servers } from '../../../tests/support/servers.ts';
import { exchanges, listParking, openBus, queues, retryKeys } from '../src/index.ts';
import { type Ground, realTime, type Service, silent, startGround } from './support.ts';

let ground: Ground;
let content: Service;
beforeAll(async () => {
  ground = await startGround('permissions');
  content = await ground.start('content');
});
afterAll(() => ground.stop());

/** What the broker says to a service's own user: `allowed`, or the code of its refusal. */
async function tryAs(
  service: ServiceName,
  deed: (channel: amqp.ConfirmChannel) => Promise<unknown>,
): Promise<string> {
  const connection = await amqp.connect(ground.url(service), { noDelay: true });
  connection.on('error', () => {});
  try {
    const channel = await connection.createConfirmChannel();
    const refused = new Promise<string>((resolve) =>
      channel.on('error', (error: Error & { code?: number }) => resolve(String(error.code))),
    );
    const allowed = deed(channel).then(
      () => 'allowed',
      () => refused,
    );
    return await allowed;
  } finally {
    await connection.close().catch(() => {});
  }
}
const write = (exchange: string, key: string) => (channel: amqp.ConfirmChannel) => {
  channel.publish(exchange, key, Buffer.from('{}'));
  return channel.waitForConfirms();
};

const events = () => [...new Set(content.bus.catalogue.events.map((row) => row))];
const questions = () => content.bus.catalogue.questions.map((row) => row);

describe.each(services)('the broker user of %s', (service) => {
  const others = services.filter((other) => other !== service);

  test('writes its own events and nobody else’s', async () => {
    for (const { event, publisher } of events()) {
      const expected = publisher === service ? 'allowed' : '403';
      expect([event.key, await tryAs(service, write(exchanges.events, event.key))]).toEqual([
        event.key,
        expected,
      ]);
    }
  });

  test('asks what the catalogue lets it ask, and answers those who may ask it', async () => {
    for (const { question, askers } of questions()) {
      const asks: readonly string[] = askers;
      const expected = asks.includes(service) ? 'allowed' : '403';
      expect([question.key, await tryAs(service, write(exchanges.questions, question.key))]).toEqual([
        question.key,
        expected,
      ]);
    }
    for (const other of services) {
      const answers = questions().filter(({ owner }) => owner === service || owner === 'all');
      const expected = answers.some(({ askers }) => askers.some((asker) => asker === other))
        ? 'allowed'
        : '403';
      expect([other, await tryAs(service, write(exchanges.replies, `${other}.abc123`))]).toEqual([
        other,
        expected,
      ]);
    }
  });

  test('reads its own queues and nobody else’s', async () => {
    for (const other of services) {
      for (const queue of [queues.events(other), queues.questions(other), queues.parking(other)]) {
        const expected = other === service ? 'allowed' : '403';
        expect([queue, await tryAs(service, (channel) => channel.get(queue))]).toEqual([queue, expected]);
      }
      const delayed = queues.delay(other, '1s');
      expect([delayed, await tryAs(service, (channel) => channel.get(delayed))]).toEqual([delayed, '403']);
    }
  });

  test('can write neither to the default exchange nor to the retries of others', async () => {
    for (const other of services) {
      expect(await tryAs(service, write('', queues.events(other)))).toBe('403');
    }
    for (const other of others) {
      for (const key of [retryKeys.back(other), retryKeys.parking(other), retryKeys.delay(other, '1s')]) {
        expect([key, await tryAs(service, write(exchanges.retry, key))]).toEqual([key, '403']);
      }
    }
  });

  test('can make, bind, empty and delete nothing but its own replica’s queue', async () => {
    const other = others[0] as ServiceName;
    const own = queues.replica(service, 'abc123');
    const exclusive = { exclusive: true, durable: false };
    const bound = (exchange: string, key: string) => async (channel: amqp.ConfirmChannel) => {
      await channel.assertQueue(own, exclusive);
      await channel.bindQueue(own, exchange, key);
    };
    expect(await tryAs(service, (channel) => channel.assertQueue(own, exclusive))).toBe('allowed');
    expect(await tryAs(service, bound(exchanges.replies, `${service}.abc123`))).toBe('allowed');
    expect(await tryAs(service, bound(exchanges.questions, 'all.#'))).toBe('allowed');
    const refused: [string, (channel: amqp.ConfirmChannel) => Promise<unknown>][] = [
      ['a queue of its own invention', (channel) => channel.assertQueue(`${service}.spare`)],
      [
        'a replica queue of another',
        (channel) => channel.assertQueue(queues.replica(other, 'abc123'), exclusive),
      ],
      ['an exchange', (channel) => channel.assertExchange(`${service}.spare`, 'topic')],
      ['a look at every event', bound(exchanges.events, '#')],
      ['a look at the retries', bound(exchanges.retry, '#')],
      ['a look at another’s answers', bound(exchanges.replies, `${other}.abc123`)],
      ['a look at every answer', bound(exchanges.replies, '#')],
      ['a look at every question', bound(exchanges.questions, '#')],
      ['one more key for its own queue', (c) => c.bindQueue(queues.events(service), exchanges.events, '#')],
      ['an empty queue of another', (channel) => channel.purgeQueue(queues.events(other))],
      ['one queue less', (channel) => channel.deleteQueue(queues.events(other))],
      ['one queue less of its own', (channel) => channel.deleteQueue(queues.events(service))],
      ['one exchange less', (channel) => channel.deleteExchange(exchanges.events)],
    ];
    for (const [what, deed] of refused) expect([what, await tryAs(service, deed)]).toEqual([what, '403']);
  });

  test('is no user of another virtual host, nor of the management API', async () => {
    const elsewhere = ground.url(service).replace(/[^/]*$/, '%2F');
    await expect(amqp.connect(elsewhere)).rejects.toThrow('ConnectionClose');
    const { username, password } = new URL(ground.url(service));
    const authorization = `Basic ${btoa(`${username}:${password}`)}`;
    const { origin } = new URL(servers().managementUrl);
    expect((await fetch(`${origin}/api/whoami`, { headers: { authorization } })).status).toBe(401);
  });

  test('cannot pose as another', async () => {
    const other = others[0] as ServiceName;
    const key = events().find((row) => row.publisher === service)?.event.key as string;
    const posing = async (channel: amqp.ConfirmChannel) => {
      channel.publish(exchanges.events, key, Buffer.from('{}'), { userId: `${ground.vhost}.${other}` });
      await channel.waitForConfirms();
    };
    expect(await tryAs(service, posing)).toBe('406');
  });
});

test('what a service has its own queue dead-letter under another’s key is parked, and not believed', async () => {
  const clientId = newId();
  const ended = subscriptionEnded({
    clientId,
    version: 9,
    endedAt: new Date().toISOString(),
    reason: 'cancelled',
  });
  const connection = await amqp.connect(ground.url('retention'), { noDelay: true });
  const channel = await connection.createConfirmChannel();
  const trap = queues.replica('retention', 'bad');
  await channel.assertQueue(trap, {
    exclusive: true,
    durable: false,
    messageTtl: 0,
    deadLetterExchange: exchanges.events,
    deadLetterRoutingKey: ended.key,
  });
  await channel.bindQueue(trap, exchanges.replies, 'retention.bad');
  channel.publish(exchanges.replies, 'retention.bad', Buffer.from(JSON.stringify(ended.data)), {
    messageId: newId(),
    type: ended.key,
    appId: 'account',
    userId: `${ground.vhost}.retention`,
    headers: { 'occurred-at': new Date().toISOString() },
  });
  channel.publish(exchanges.replies, 'retention.bad', Buffer.from(JSON.stringify(ended.data)), {
    messageId: newId(),
    type: ended.key,
    headers: { 'occurred-at': new Date().toISOString() },
  });
  await channel.waitForConfirms();
  await eventually(async () => {
    const ours = (await listParking(content.bus)).filter((message) => message.key === ended.key);
    expect(ours.map((message) => message.reason)).toEqual(['foreign sender', 'foreign sender']);
  });
  expect(await content.effects.countDocuments({ clientId })).toBe(0);
  await connection.close();
});

test('a process does not start with a user that is not its own', () => {
  const open = () => openBus({ url: ground.url('identity'), service: 'account', realTime, log: silent });
  expect(open).toThrow('AMQP_URL must carry the user of account');
});

test('provisioning again changes nothing, and takes away a binding that the catalogue does not have', async () => {
  const bindings = async () => {
    const rows = (await ground.api('GET', `bindings/${ground.vhost}`)) as {
      source: string;
      routing_key: string;
    }[];
    return rows.filter((row) => row.source.startsWith('kstudio.') && !row.routing_key.startsWith('all.'))
      .length;
  };
  const before = await bindings();
  await ground.channel.bindQueue(
    queues.events('content'),
    exchanges.events,
    purgeOrdered.key.replace('.v1', '.v9'),
  );
  await ground.provision();
  await eventually(async () => expect(await bindings()).toBe(before));
});

test('before another version starts, what the one beside it uses stays: bindings and rights are added alone', async () => {
  const keysOf = async (queue: string) =>
    ((await ground.api('GET', `bindings/${ground.vhost}`)) as { destination: string; routing_key: string }[])
      .filter(({ destination }) => destination === queue)
      .map(({ routing_key: key }) => key);
  const mayWrite = async (key: string) => {
    const rows = (await ground.api('GET', `vhosts/${ground.vhost}/topic-permissions`)) as {
      user: string;
      exchange: string;
      write: string;
    }[];
    const own = rows.find((row) => row.user.endsWith('.content') && row.exchange === exchanges.events)!;
    return new RegExp(own.write).test(key);
  };
  const key = 'content.space-opened.v1';
  const other: Catalogue = {
    ...catalogue,
    events: catalogue.events.filter(({ event }) => event.key !== key),
  };
  await ground.provision({ catalogue: other, expandOnly: true });
  expect([await mayWrite(key), await mayWrite('content.drafts-opened.v1')]).toEqual([true, true]);
  expect([await mayWrite('account.subscription-opened.v1'), await mayWrite('content.other.v1')]).toEqual([
    false,
    false,
  ]);
  expect(await keysOf(queues.events('account'))).toContain(key);
  await ground.provision({ catalogue: other });
  expect(await mayWrite(key)).toBe(false);
  await eventually(async () => expect(await keysOf(queues.events('account'))).not.toContain(key));
  await ground.provision();
  expect(await mayWrite(key)).toBe(true);
  expect(await keysOf(queues.events('account'))).toContain(key);
});
