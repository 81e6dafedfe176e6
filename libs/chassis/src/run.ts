import { setTimeout as wait } from 'node:timers/promises';
import {
  appendToOutbox,
  busStatus,
  createBusCollections,
  openBus,
  openQuestions,
  startConsumer,
  startRelay,
} from '@kstudio/bus';
import { ownQuestion, prefixOf, type ServiceName } from '@kstudio/contracts';
import {
  AUDIT_TERM,
  createAudit,
  createPurge,
  endAuditTerm,
  openDatabase,
  prepareAudit,
  prepareHoldings,
  prepareOwnCollections,
  purgedClients,
  tellAudit,
} from '@kstudio/holdings';
import { createAuth, createEventStreams, createHttp, openApiOf, prepareLimits } from '@kstudio/http';
import mongoose from 'mongoose';
import type { z } from 'zod';
import { createAdmin } from './admin.ts';
import { createClock, realTime } from './clock.ts';
import { clockAnswers, restoreShift, startBeat } from './clock-answers.ts';
import { type BaseConfig, loadConfig } from './config.ts';
import { handlersOf } from './handlers.ts';
import { prepareJobs, startJobs } from './jobs.ts';
import { learnKeys } from './learn-keys.ts';
import { closeServer, listen } from './listening.ts';
import { createLog } from './log.ts';
import { createMetrics } from './metrics.ts';
import type { Build, Core } from './service.ts';
import { standardRoutes } from './standard-routes.ts';
import { stopTelemetry } from './stop-telemetry.ts';
import { createTransaction, type Tx } from './transaction.ts';
import { startUpkeep } from './upkeep.ts';

export interface RunningService {
  url: string;
  adminUrl: string;
  core: Core;
  stop(): Promise<void>;
}

/** Starts a service in this process. Throws before it listens when database or configuration is not there. */
export async function startService<S extends ServiceName, C extends BaseConfig>(
  name: S,
  config: C,
  build: Build<S, C>,
): Promise<RunningService> {
  const log = createLog(name, config.LOG_LEVEL);
  const clock = createClock(config.CLOCK);
  const metrics = createMetrics(name);
  const db = await openDatabase(config.MONGO_URL, config.START_SECONDS, realTime);
  await restoreShift(db, clock);
  const { outbox, inbox } = await prepareDatabase(db);

  const bus = openBus({ url: config.AMQP_URL, service: name, realTime, log });
  const relay = startRelay(bus, { outbox });
  const { ask, askAll, ...questions } = openQuestions(bus);
  const audit = createAudit(db);
  const auth = createAuth({ db, clock, realTime, log });
  await auth.hearRevocations();
  const transaction = createTransaction(db, clock, {
    append: (session, events, now) => appendToOutbox(bus, outbox, session, events, { now }),
    wake: relay.wake,
  });

  const isPurged = purgedClients(db);
  const core: Core<C> = { name, config, clock, log, db, transaction, audit, auth, ask, askAll, isPurged };
  const parts = build(core);
  await prepareHoldings(db, parts.holdings);
  const purge = createPurge({ service: name, db, clock, audit, holdings: parts.holdings });

  const jobs = startJobs(db, clock, log, transaction, {
    ...parts.jobs,
    purge: purge.job,
    [AUDIT_TERM]: endAuditTerm(audit),
  });
  const handlers = handlersOf(name, parts, { auth, purge });
  const consumer = startConsumer<Tx>(bus, { inbox, transaction, handlers });
  const status = () => busStatus(bus, relay, consumer);
  const beat = await startBeat(db, bus.replica, log);
  const moving = { service: name, replica: bus.replica, db, clock, jobs, alive: beat.alive, status };
  questions.answer({
    answers: { ...parts.answers, [ownQuestion(name).key]: tellAudit({ audit, clock }) },
    everybody: clockAnswers(moving),
  });
  const upkeep = startUpkeep({ ...core, inbox, status, metrics });
  const learning = learnKeys(core);

  const prefix = prefixOf(name);
  const routes = [...parts.routes, ...standardRoutes({ bus, audit, clock })];
  const document = JSON.stringify(openApiOf(name, prefix, routes));
  const streams = createEventStreams();
  const doors = {
    ...{ prefix, appOrigin: config.APP_ORIGIN, trustedProxies: config.TRUSTED_PROXIES },
    ...{ db, auth, streams, realTime, log },
    isPurged: core.isPurged,
    refused: (entry: object & { action: string }) =>
      audit.note({ outcome: 'refused', ...entry }, clock.now()),
    countStray: metrics.countStray,
  };
  const app = createHttp(doors, routes, (express) => {
    express.use(metrics.measure);
    express.get(`${prefix}/openapi.json`, (_req, res) => void res.type('json').send(document));
    parts.extend?.(express);
  });

  await parts.start?.();
  let accepting = true;
  const admin = createAdmin({
    db,
    bus,
    busStatus: status,
    accepting: () => accepting,
    metrics: metrics.text,
  });
  const [server, monitor] = [
    await listen(app, config.PORT, config.HOST),
    await listen(admin, config.ADMIN_PORT, config.HOST),
  ];
  log.info({ service: name, port: config.PORT, replica: bus.replica }, 'listening');

  /** In this order (invariant 13): not ready, wait, stop consuming, drain HTTP, flush the relay, close, leave. */
  async function stop(): Promise<void> {
    accepting = false;
    await wait(config.DRAIN_SECONDS * 1_000);
    await consumer.stop();
    streams.endAll();
    await closeServer(server);
    await jobs.stop();
    learning.stop();
    upkeep.stop();
    await parts.stop?.();
    auth.stop();
    await relay.stop();
    await questions.stop();
    await beat.stop().catch(() => undefined);
    await bus.close();
    await db.close();
    await closeServer(monitor);
  }
  return { url: server.url, adminUrl: monitor.url, core: core as unknown as Core, stop };
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
      void running
        .stop()
        .then(
          () => 0,
          (err) => {
            running.core.log.error({ err }, 'did not stop cleanly');
            return 1;
          },
        )
        .then(async (code) => {
          await stopTelemetry();
          process.exit(code);
        });
    });
  }
}

/** Collections and indexes of our libraries; made here because none may be made inside a transaction. */
async function prepareDatabase(db: mongoose.Connection) {
  await prepareOwnCollections(db);
  await Promise.all([prepareJobs(db), prepareAudit(db), prepareLimits(db)]);
  return createBusCollections(db.db!);
}
