import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import {
  appendToOutbox,
  busStatus,
  createBusCollections,
  forgetInbox,
  openBus,
  type Relay,
  startConsumer,
  startQuestions,
  startRelay,
} from '@kstudio/bus';
import type { EventHandlers, ReceivedEvent, ServiceName } from '@kstudio/contracts';
import { catalogue, type EventDraft, prefixOf, signingKeys } from '@kstudio/contracts';
import mongoose from 'mongoose';
import type { z } from 'zod';
import { createAdmin } from './admin.ts';
import { createAudit, prepareAudit } from './audit.ts';
import { createAuth } from './auth.ts';
import { createClock, realTime } from './clock.ts';
import { clockAnswers, restoreShift, startBeat } from './clock-answers.ts';
import { type BaseConfig, loadConfig } from './config.ts';
import { prepareHoldings } from './holding.ts';
import { createHttp } from './http.ts';
import { prepareJobs, startJobs } from './jobs.ts';
import { createLog } from './log.ts';
import { createMetrics } from './metrics.ts';
import { openApiOf } from './openapi.ts';
import { createPurge } from './purge.ts';
import type { Build, Core, ServiceParts } from './service.ts';
import { standardRoutes } from './standard-routes.ts';
import { createTransaction, type Tx } from './transaction.ts';

export interface RunningService {
  url: string;
  adminUrl: string;
  core: Core;
  stop(): Promise<void>;
}

const SEAL_MS = 1_000;
const TIDY_MS = 60_000;
/** Longer than an ingress keeps its connections (nginx: 60 s), or it would send a request over one just closed. */
const KEEP_ALIVE_MS = 65_000;
/** Answers to repeated requests are kept a day. */
const KEEP_ANSWERS_MS = 24 * 3_600_000;
/** Inbox rows outlive the longest delay of a message by far. */
const KEEP_INBOX_MS = 30 * 24 * 3_600_000;

/** Starts a service in this process. Throws before it listens when database or configuration is not there. */
export async function startService<S extends ServiceName, C extends BaseConfig>(
  name: S,
  config: C,
  build: Build<S, C>,
): Promise<RunningService> {
  const log = createLog(name, config.LOG_LEVEL);
  const clock = createClock(config.CLOCK);
  const db = await mongoose
    .createConnection(config.MONGO_URL, { serverSelectionTimeoutMS: 10_000 })
    .asPromise();
  await restoreShift(db, clock);
  const collections = await createBusCollections(db.db!);
  await Promise.all([prepareJobs(db), prepareAudit(db), prepareCollections(db)]);

  const bus = openBus({ url: config.AMQP_URL, service: name, realTime, log });
  const audit = createAudit(db);
  const auth = createAuth(db, clock, log);
  await auth.hearRevocations();
  const metrics = createMetrics(name);
  let relay: Relay | undefined;
  const transaction = createTransaction(db, clock, {
    append: (session, events, now) => appendToOutbox(bus, collections.outbox, session, events, { now }),
    wake: (committed) => relay?.wake(committed),
  });
  const asking: { questions?: ReturnType<typeof startQuestions> } = {};
  const core: Core<C> = {
    name,
    config,
    clock,
    log,
    db,
    transaction,
    audit,
    auth,
    ask: ((question, input, options) => asking.questions!.ask(question, input, options)) as Core['ask'],
    askAll: ((question, input, options) =>
      asking.questions!.askAll(question, input, options)) as Core['askAll'],
  };
  const parts = build(core);
  await prepareHoldings(db, parts.holdings);

  const purge = createPurge({ service: name, db, clock, audit, holdings: parts.holdings });
  const jobs = startJobs(db, clock, log, transaction, { ...parts.jobs, purge: purge.job });
  const beat = startBeat(db, bus.replica, log);
  await beat.first();
  const sending = startRelay(bus, collections);
  relay = sending;
  const consumer = startConsumer<Tx>(bus, {
    inbox: collections.inbox,
    transaction,
    handlers: allHandlers(name, parts, { auth, purge }),
  });
  const status = () => busStatus(bus, sending, consumer);
  const busQuiet = async () => {
    const { queues, outbox, inFlight } = await status();
    return queues !== null && queues.ready + queues.retrying + outbox.waiting + inFlight === 0;
  };
  const questions = startQuestions(bus, {
    answers: parts.answers,
    everybody: clockAnswers({
      service: name,
      replica: bus.replica,
      db,
      clock,
      jobs,
      alive: beat.alive,
      busQuiet,
    }),
  });
  asking.questions = questions;

  let accepting = true;
  const prefix = prefixOf(name);
  const routes = [...parts.routes, ...standardRoutes({ bus, audit, clock })];
  const { APP_ORIGIN: appOrigin, TRUSTED_PROXIES: trustedProxies } = config;
  const app = createHttp(
    { prefix, appOrigin, trustedProxies, db, auth, audit, clock, log, countStray: metrics.countStray },
    routes,
    (express) => {
      express.use(metrics.measure);
      const document = JSON.stringify(openApiOf(name, prefix, routes));
      express.get(`${prefix}/openapi.json`, (_req, res) => void res.type('json').send(document));
      parts.extend?.(express);
    },
  );
  const seal = setInterval(
    () => void sealAudit().catch((err) => log.warn({ err }, 'audit not sealed')),
    SEAL_MS,
  );
  const tidy = setInterval(() => void tidyUp().catch((err) => log.warn({ err }, 'not tidied')), TIDY_MS);

  async function sealAudit(): Promise<void> {
    if (!(await audit.isBehind())) return;
    await transaction(async (tx) => {
      const head = await audit.seal(tx.session);
      if (head) tx.emit(auditSealed(name, head));
    });
  }
  async function tidyUp(): Promise<void> {
    await auth.forget();
    await forgetInbox(collections.inbox, new Date(realTime.now() - KEEP_INBOX_MS));
    const dayAgo = new Date(clock.now().getTime() - KEEP_ANSWERS_MS);
    await db.collection('idempotency').deleteMany({ at: { $lt: dayAgo } });
    await db.collection('rate-limits').deleteMany({ expire: { $lt: new Date(realTime.now()) } });
    const { outbox, queues } = await status();
    metrics.setBus({ waiting: outbox.waiting, unroutable: outbox.unroutable, ...queues });
  }

  void learnKeys(core).catch((err) => log.warn({ err }, 'signing keys not learnt yet; they come as events'));
  await parts.start?.();
  const admin = createAdmin({
    db,
    bus,
    busStatus: status,
    accepting: () => accepting,
    metrics: metrics.text,
  });
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, app);
  const [url, adminUrl] = [
    await listen(server, config.PORT, config.HOST),
    await listen(admin, config.ADMIN_PORT, config.HOST),
  ];
  log.info({ service: name, port: config.PORT, replica: bus.replica }, 'listening');

  /** In this order (invariant 13): not ready, wait, stop consuming, drain HTTP, flush the relay, close, leave. */
  async function stop(): Promise<void> {
    accepting = false;
    await wait(config.DRAIN_SECONDS * 1_000);
    await consumer.stop();
    await close(server);
    await jobs.stop();
    clearInterval(seal);
    clearInterval(tidy);
    await parts.stop?.();
    auth.stop();
    await sending.stop();
    await questions.stop();
    await beat.stop().catch(() => undefined);
    await bus.close();
    await db.close();
    await close(admin);
  }
  return { url, adminUrl, core: core as unknown as Core, stop };
}

/** A service's `main.ts`: configuration from the environment, run, stop on SIGTERM or SIGINT. */
export async function runService<S extends ServiceName, Schema extends z.ZodObject>(
  name: S,
  schema: Schema,
  build: Build<S, z.infer<Schema> & BaseConfig>,
): Promise<void> {
  const running = await startService(name, loadConfig(schema) as z.infer<Schema> & BaseConfig, build).catch(
    (error: Error) => {
      process.stderr.write(`${name} could not start: ${error.message}\n`);
      process.exit(1);
    },
  );
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      running.stop().then(
        () => process.exit(0),
        (err) => {
          running.core.log.error({ err }, 'did not stop cleanly');
          process.exit(1);
        },
      );
    });
  }
}

/** Collections of the chassis itself; made here because none may be made inside a transaction. */
async function prepareCollections(db: mongoose.Connection): Promise<void> {
  const needed = [
    'idempotency',
    'purged',
    'jobs',
    'audit',
    'clock',
    'replicas',
    'verification-keys',
    'revocations',
    'signing-key',
    'rate-limits',
  ];
  const there = new Set(
    (await db.db!.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name),
  );
  for (const name of needed) {
    if (!there.has(name))
      await db
        .createCollection(name)
        .catch((error: { code?: number }) => error.code === 48 || Promise.reject(error));
  }
  // Without it, tries that come together begin one count each, and more are let through than said.
  await db.collection('rate-limits').createIndex({ key: 1 }, { unique: true });
}

interface Handling {
  auth: Core['auth'];
  purge: ReturnType<typeof createPurge>;
}

/** The service's own event table, with what the chassis does alike everywhere; late news of the dead is dropped. */
function allHandlers<S extends ServiceName>(name: S, parts: ServiceParts<S>, { auth, purge }: Handling) {
  const shared: Partial<EventHandlers<'account', Tx>> = {
    'identity.signing-key-announced.v1': (_tx, { data: { version: _, ...key } }) => auth.learnKey(key),
    'identity.session-revoked.v1': (_tx, { data }) =>
      auth.learnRevocation(data.sessionId, new Date(data.until)),
    'retention.purge-ordered.v1': (tx, { data }) => purge.order(tx, data),
    'retention.certificate-issued.v1': (_tx, { data }) => purge.certified(data.orderId, data.certificateId),
  };
  type Handler = (tx: Tx, event: ReceivedEvent<never>) => Promise<void>;
  const own = parts.consumers as Record<string, Handler>;
  const handlers: Record<string, Handler> = {};
  for (const { event, consumers } of catalogue.events) {
    if (!(consumers as readonly string[]).includes(name)) continue;
    const handler = own[event.key] ?? (shared as Record<string, Handler>)[event.key];
    if (!handler) throw new Error(`${name} has no handler for ${event.key}`);
    handlers[event.key] = async (tx, received) => {
      const { clientId } = received.data as { clientId?: string };
      if (clientId !== undefined && (await purge.isPurged(clientId))) return;
      await handler(tx, received);
    };
  }
  return handlers;
}

/** Keys are also asked for at start: a service whose database is new has not heard the events. */
async function learnKeys({ name, ask, auth }: Core): Promise<void> {
  if (name === 'identity') return;
  const { keys } = await ask(signingKeys, {}, { deadlineMs: 5_000 });
  for (const key of keys) await auth.learnKey(key);
}

function auditSealed(service: ServiceName, head: { seq: number; head: string }): EventDraft {
  const row = catalogue.events.find(({ event }) => event.key === `${service}.audit-sealed.v1`)!;
  return (row.event as unknown as (data: object) => EventDraft)({
    service,
    version: head.seq,
    head: head.head,
  });
}

async function listen(server: Server, port: number, host: string): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return `http://${host}:${(server.address() as AddressInfo).port}`;
}

const DRAIN_MS = 10_000;

/** Lets answers in hand finish; idle connections are closed at once, the rest after ten seconds. */
async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  await Promise.race([closed, wait(DRAIN_MS, undefined, { ref: false })]);
  server.closeAllConnections();
}
