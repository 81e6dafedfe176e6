import { randomBytes } from 'node:crypto';
import {
  type AnyEvent,
  type Catalogue,
  catalogue,
  type EventDraft,
  newId,
  type ReceivedEvent,
  type ServiceName,
  services,
  subscriptionOpened,
} from '@kstudio/contracts';
import amqp from 'amqplib';
import mongoose from 'mongoose';
import { provisionBroker, serviceUrl } from '../../../deploy/provision/src/broker.ts';
import { servers } from '../../../tests/support/servers.ts';
import {
  type Answer,
  appendToOutbox,
  type BusLog,
  createBusCollections,
  type Delay,
  exchanges,
  openBus,
  openQuestions,
  type RetryPlan,
  startConsumer,
  startRelay,
} from '../src/index.ts';

export const realTime = { now: () => Date.now() };
export const silent: BusLog = { info: () => {}, warn: () => {}, error: () => {} };
const password = randomBytes(16).toString('hex');
export const passwords = Object.fromEntries(services.map((name) => [name, password])) as Record<
  ServiceName,
  string
>;
/** The product's delays, a hundred times faster. */
export const fast: Record<Delay, number> = { '1s': 10, '10s': 100, '60s': 600 };

export type Tx = { session: mongoose.mongo.ClientSession };
export type Ground = Awaited<ReturnType<typeof startGround>>;
export type Service = Awaited<ReturnType<Ground['start']>>;
export type Effect = { event: string; clientId: string; version: number };
export type Handlers = Record<string, (tx: Tx, event: ReceivedEvent<never>) => Promise<void>>;

/** A virtual host and databases of one test file. */
export async function startGround(name: string, options: { catalogue?: Catalogue } = {}) {
  const { rabbitmqUrl, managementUrl, mongodbUrl } = servers();
  const vhost = `bus-${name}-${randomBytes(4).toString('hex')}`;
  await provisionBroker({ managementUrl, vhost, passwords, delays: fast, ...options });
  const mongo = await mongoose.createConnection(mongodbUrl, { serverSelectionTimeoutMS: 2_000 }).asPromise();
  const running: { stop(): Promise<void> }[] = [];
  const databases = new Set<string>();
  const admin = await amqp.connect(`${rabbitmqUrl}/${vhost}`, { noDelay: true });
  admin.on('error', () => {}); // a broker that is stopped on purpose
  const channel = await admin.createChannel();
  const url = (service: ServiceName, broker = rabbitmqUrl) => serviceUrl(broker, vhost, service, password);
  const ground = {
    vhost,
    url,
    /** The administrator's own channel. */
    channel,
    count: async (queue: string) => (await channel.checkQueue(queue)).messageCount,
    provision: (more: { catalogue?: Catalogue; expandOnly?: boolean } = {}) =>
      provisionBroker({ managementUrl, vhost, passwords, delays: fast, ...options, ...more }),
    api: (method: string, path: string, body?: object) => api(managementUrl, method, path, body),
    /** A service as the chassis would make it: bus, relay, consumer and answers on a database of its own. */
    start: async (service: ServiceName, more: ServiceOptions = {}) => {
      const database = `${vhost}-${service}`;
      databases.add(database);
      const own = more.mongo ?? mongo;
      const started = await startService(own, database, more.url ?? url(service), service, {
        ...options,
        ...more,
      });
      running.push(started);
      return started;
    },
    stop: async () => {
      for (const one of running) await one.stop();
      for (const database of databases) await mongo.getClient().db(database).dropDatabase();
      await mongo.close();
      await admin.close();
      await ground.api('DELETE', `vhosts/${vhost}`);
      for (const service of services) await ground.api('DELETE', `users/${vhost}.${service}`);
    },
  };
  return ground;
}

type ServiceOptions = {
  url?: string;
  mongo?: mongoose.Connection;
  handlers?: Handlers;
  answers?: Record<string, Answer>;
  everybody?: Record<string, Answer>;
  retries?: RetryPlan;
  log?: BusLog;
  catalogue?: Catalogue;
  transaction?: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  consuming?: boolean;
};

async function startService(
  mongo: mongoose.Connection,
  database: string,
  url: string,
  service: ServiceName,
  options: ServiceOptions,
) {
  const db = mongo.getClient().db(database);
  const { outbox, inbox } = await createBusCollections(db);
  const effects = db.collection<Effect>('effects');
  await db.createCollection('effects').catch(() => {});
  const used = options.catalogue ?? catalogue;
  const bus = openBus({ url, service, realTime, log: options.log ?? silent, catalogue: used });
  const relay = startRelay(bus, { outbox });
  const transaction = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    mongo.getClient().withSession((session) => session.withTransaction(() => work({ session })));
  const record = async (tx: Tx, event: ReceivedEvent<never>) => {
    const { id, data, aggregate } = event as ReceivedEvent<{ clientId: string }>;
    const effect = { event: id, clientId: data.clientId, version: aggregate.version };
    await effects.insertOne(effect, { session: tx.session });
  };
  const consumed: AnyEvent[] = used.events
    .filter((row) => has(row.consumers, service))
    .map((row) => row.event);
  const handlers = {
    ...Object.fromEntries(consumed.map((event) => [event.key, record])),
    ...options.handlers,
  };
  const consumer =
    options.consuming === false
      ? null
      : startConsumer<Tx>(bus, {
          inbox,
          transaction: options.transaction ?? transaction,
          handlers,
          retries: options.retries,
        });
  const unanswered: Answer = () => Promise.reject(new Error('not asked in this test'));
  const owned = (owner: string) =>
    used.questions.filter((row) => row.owner === owner).map((row) => row.question.key);
  const questions = openQuestions(bus);
  questions.answer({
    answers: { ...Object.fromEntries(owned(service).map((key) => [key, unanswered])), ...options.answers },
    everybody: { ...Object.fromEntries(owned('all').map((key) => [key, unanswered])), ...options.everybody },
  });
  await bus.ready();
  return {
    bus,
    db,
    relay,
    consumer,
    questions,
    outbox,
    inbox,
    effects,
    record,
    transaction,
    emit: async (...drafts: EventDraft[]) => {
      const rows = await transaction(({ session }) =>
        appendToOutbox(bus, outbox, session, drafts, { now: new Date() }),
      );
      relay.wake(rows);
      return rows.map((row) => row._id);
    },
    stop: once(async () => {
      await consumer?.stop();
      await relay.stop();
      await questions.stop();
      await bus.close();
    }),
  };
}

const has = (names: readonly string[], name: string) => names.includes(name);

const once = (work: () => Promise<void>) => {
  let done: Promise<void> | null = null;
  return () => (done ??= work());
};

async function api(managementUrl: string, method: string, path: string, body?: object): Promise<unknown> {
  const url = new URL(managementUrl);
  const credentials = btoa(`${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`);
  const headers = { authorization: `Basic ${credentials}`, 'content-type': 'application/json' };
  const init = { method, headers, body: body && JSON.stringify(body) };
  const response = await fetch(`${url.origin}/api/${path}`, init);
  const text = await response.text();
  return text ? JSON.parse(text) : response.status;
}

/** Publishes past the outbox, as a bug or an old version might. */
export const publish = (from: Service, messageId: string, key: string, data: object) =>
  from.bus.publisher.send(exchanges.events, key, Buffer.from(JSON.stringify(data)), {
    messageId,
    type: key,
    appId: from.bus.service,
    headers: { 'occurred-at': new Date().toISOString() },
  });

/** An event of account that five services consume. */
export const opened = (clientId = newId(), version = 1) =>
  subscriptionOpened({
    clientId,
    version,
    openedAt: new Date().toISOString(),
    charterVersion: '1',
    ticketHash: '0'.repeat(64),
  });
