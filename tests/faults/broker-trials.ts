import { setTimeout as pause } from 'node:timers/promises';
import { exchanges, queues } from '@kstudio/bus';
import { newId, services } from '@kstudio/contracts';
import amqp from 'amqplib';
import type { Rabbitmq } from '../../deploy/local/servers/rabbitmq.ts';
import { eventually } from '../support/eventually.ts';
import { hastyStory, openingStory } from './company.ts';
import { connectionsOf, manage, setBinding } from './management.ts';
import type { System } from './system.ts';
import { companiesLive, observe, type Row, type Trial, watchCompany } from './trial.ts';

const companiesAtOnce = 4;

/** The broker dies, stays away for `seconds` while companies write, and comes back; nobody lends a hand. */
export function brokerAway(
  trial: Trial,
  broker: Pick<Rabbitmq, 'stop' | 'start'>,
  seconds: number,
  signal: 'SIGTERM' | 'SIGKILL',
): Promise<Row> {
  return observe(trial, `broker away for ${seconds} s (${signal})`, async () => {
    let over = false;
    const living = companiesLive(trial, companiesAtOnce, () => over);
    await eventually(() =>
      demand(
        trial.companies.some(({ clientIds }) => clientIds.length > 0),
        'a company',
      ),
    );
    await broker.stop({ signal });
    const answeredBefore = answered(trial);
    const back = pause(seconds * 1_000).then(() => broker.start());
    await eventually(() => everyService(trial.system, 'broker-unreachable'), 20_000);
    const written = Array.from({ length: companiesAtOnce }, () => watchCompany(trial));
    await eventually(
      () => demand(answered(trial) >= answeredBefore + companiesAtOnce, 'answers meanwhile'),
      20_000,
    );
    await back;
    await trial.system.ready();
    over = true;
    await Promise.all([living, ...written.map((company) => company.over)]);
    return 0;
  });
}

const answered = ({ companies }: Trial): number =>
  companies.filter(({ clientIds }) => clientIds.length > 0).length;

/** Closes the services' connections, one after another, from the broker's side, while companies write. */
export function connectionsKilled(trial: Trial, kills: number): Promise<Row> {
  return observe(trial, `${kills} connections killed`, async () => {
    let killed = 0;
    const living = companiesLive(trial, companiesAtOnce, () => killed >= kills);
    while (killed < kills) {
      for (const name of await connectionsOf(trial.system)) {
        const gone = await manage(trial.system, 'DELETE', `connections/${encodeURIComponent(name)}`).catch(
          () => 'gone before',
        );
        if (gone === undefined) killed += 1;
        if (killed >= kills) break;
      }
      await pause(50);
    }
    await living;
    return killed;
  });
}

/** A message that cannot be read is parked with its reason by all five that hear it; returns its id. */
export async function publishUnreadable(trial: Trial): Promise<string> {
  const messageId = newId();
  trial.forged.add(messageId);
  const type = 'account.subscription-opened.v1';
  const { AMQP_URL } = trial.system.provisioned.urlsOf('account');
  const connection = await amqp.connect(AMQP_URL, { noDelay: true });
  const channel = await connection.createConfirmChannel();
  const headers = { 'occurred-at': new Date().toISOString() };
  const userId = `${trial.system.provisioned.vhost}.account`;
  channel.publish(exchanges.events, type, Buffer.from('{"clientId":'), {
    messageId,
    type,
    userId,
    appId: 'account',
    headers,
  });
  await channel.waitForConfirms();
  await connection.close();
  return messageId;
}

/** Lets the database of content refuse every new space until `mend` is called: a handler that always throws. */
export async function refuseSpaces(system: System): Promise<() => Promise<void>> {
  const db = system.db('content');
  const [{ options } = { options: {} }] = (await db.listCollections({ name: 'spaces' }).toArray()) as {
    options?: { validator?: object };
  }[];
  await db.command({ collMod: 'spaces', validator: { _id: null } });
  return async () => void (await db.command({ collMod: 'spaces', validator: options?.validator ?? {} }));
}

/**
 * The only binding of an event is taken away while a company's space opens: the event waits, readiness tells it, and
 * it arrives once the binding is back after `seconds`.
 */
export function unroutable(trial: Trial, seconds: number): Promise<Row> {
  const { system } = trial;
  const key = 'content.space-opened.v1';
  return observe(trial, `an event without a queue for ${seconds} s`, async () => {
    await setBinding(system, '#', 'faults.tap', false);
    await setBinding(system, key, queues.events('account'), false);
    const company = watchCompany(trial, openingStory);
    await eventually(async () => {
      const state = await system.readiness('content');
      demand(
        state?.ready === true && state.reasons.includes('messages-unroutable'),
        'readiness that tells it',
      );
    }, 60_000);
    await pause(seconds * 1_000);
    await setBinding(system, key, queues.events('account'), true);
    await setBinding(system, '#', 'faults.tap', true);
    await company.over;
    await eventually(
      async () => demand((await system.readiness('content'))?.reasons.length === 0, 'readiness'),
      20_000,
    );
    return 0;
  });
}

/**
 * A whole subscription passes while three services are down; what waits for them is then given to them backwards,
 * and to everybody a second time.
 */
export function disorder(trial: Trial): Promise<Row> {
  const { system } = trial;
  const late = ['content', 'analytics-collector', 'retention'] as const;
  return observe(trial, 'events backwards and doubled', async () => {
    await Promise.all(late.map((service) => system.process(service).stop()));
    await Promise.all(Array.from({ length: companiesAtOnce }, () => watchCompany(trial, hastyStory).over));
    const waiting = new Map<string, amqp.GetMessage>();
    for (const service of late) {
      for (const message of await takeAll(system, queues.events(service)))
        waiting.set(message.properties.messageId, message);
    }
    const backwards = [...waiting.values()].sort((a, b) =>
      a.properties.messageId < b.properties.messageId ? 1 : -1,
    );
    for (const message of [...backwards, ...backwards]) await publishAgain(system, message);
    for (const service of late) system.process(service).start();
    await system.ready();
    return 0;
  });
}

async function takeAll(system: System, queue: string): Promise<amqp.GetMessage[]> {
  const url = new URL(system.on.rabbitmqUrl);
  url.pathname = `/${encodeURIComponent(system.provisioned.vhost)}`;
  const connection = await amqp.connect(url.href, { noDelay: true });
  const channel = await connection.createChannel();
  const taken: amqp.GetMessage[] = [];
  for (let message = await channel.get(queue); message; message = await channel.get(queue)) {
    taken.push(message);
    channel.ack(message);
  }
  await channel.close();
  await connection.close();
  return taken;
}

/** As its publisher: the broker lets nobody speak for another. */
async function publishAgain(system: System, { properties, content }: amqp.GetMessage): Promise<void> {
  const publisher = services.find((service) => service === properties.appId);
  if (!publisher) throw new Error(`nobody published ${properties.type}`);
  const connection = await amqp.connect(system.provisioned.urlsOf(publisher).AMQP_URL, { noDelay: true });
  const channel = await connection.createConfirmChannel();
  channel.publish(exchanges.events, properties.type, content, { ...properties, persistent: true });
  await channel.waitForConfirms();
  await connection.close();
}

async function everyService(system: System, reason: string): Promise<void> {
  for (const service of services) {
    const state = await system.readiness(service);
    demand(state?.ready === true && state.reasons.includes(reason), `${reason} at ${service}`);
  }
}

function demand(holds: boolean, what: string): void {
  if (!holds) throw new Error(`not yet: ${what}`);
}
