import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServiceName, services } from '@kstudio/contracts';
import mongoose from 'mongoose';
import { ownEnvironment } from '../../deploy/local/environments.ts';
import { nextFreePort } from '../../deploy/local/ports.ts';
import { Secrets } from '../../deploy/local/secrets.ts';
import { databasesOf } from '../../deploy/provision/src/databases.ts';
import { eventually } from '../support/eventually.ts';
import { type Provisioned, provisionFor, servers } from '../support/servers.ts';
import { endHolds, endLongWaits } from './after-death.ts';
import { type MailSink, openMailSink } from './mail-sink.ts';
import { type Death, keepRunning, type ServiceProcess } from './service-process.ts';

export const appOrigin = 'http://localhost:8080';

/** What /readyz on a service's administration port tells. */
export interface Readiness {
  ready: boolean;
  reasons: string[];
  bus: {
    connected: boolean;
    outbox: { waiting: number; oldestMs: number; unroutable: number; returned: number };
    queues: { ready: number; retrying: number; parked: number } | null;
    inFlight: number;
  } | null;
}

/** The six services, each a process that is started again when it dies, on a broker vhost and databases of their own. */
export interface System {
  provisioned: Provisioned;
  on: ReturnType<typeof servers>;
  sink: MailSink;
  logs: string;
  operatorToken: string;
  deaths: Death[];
  url(service: ServiceName): string;
  process(service: ServiceName): ServiceProcess;
  db(service: ServiceName): mongoose.mongo.Db;
  /** Null while it does not answer. */
  readiness(service: ServiceName): Promise<Readiness | null>;
  /** Resolves when every service answers and is connected to the broker. */
  ready(): Promise<void>;
  stop(options?: { keepLogs?: boolean }): Promise<void>;
}

export interface SystemOptions {
  on?: ReturnType<typeof servers>;
  /** Where the next life of a service is to die; empty: nowhere. */
  nextArm?(service: ServiceName): string;
}

/** Retries wait less than the product's 1, 10 and 60 s: the run would only take longer. */
const delays = { '1s': 300, '10s': 1_000, '60s': 3_000 };

export async function startSystem({
  on = servers(),
  nextArm = () => '',
}: SystemOptions = {}): Promise<System> {
  const provisioned = await provisionFor('faults', { on, delays });
  const logs = mkdtempSync(join(tmpdir(), 'kstudio-faults-'));
  const admin = await mongoose.createConnection(on.mongodbUrl).asPromise();
  const db: System['db'] = (service) =>
    admin.useDb(databasesOf(service, provisioned.prefix)[0] as string, { useCache: true }).db!;
  const deaths: Death[] = [];
  const running = new Map<ServiceName, ServiceProcess>();
  const sink = await openMailSink(() => running.get('notifier')?.life() ?? 1);
  const secrets = new Secrets(join(logs, 'secrets.json'));
  const ports = await portsOf();
  for (const service of services) {
    const { http, admin: adminPort } = ports[service];
    const environment = {
      ...passedOn(),
      ...provisioned.urlsOf(service),
      ...ownEnvironment(service, secrets, sink.url),
      PURGE_ORDERS_DIR: join(logs, `purge-orders`),
      PORT: String(http),
      ADMIN_PORT: String(adminPort),
      APP_ORIGIN: appOrigin,
      SITES_ORIGIN: 'http://localhost:8081',
      CLOCK: 'shiftable',
      LOG_LEVEL: 'warn',
      TRUSTED_PROXIES: 'loopback',
    };
    const logFile = join(logs, `${service}.log`);
    const died = async (death: Death) => {
      deaths.push(death);
      await endHolds({ db }, service).catch(() => undefined);
    };
    running.set(
      service,
      keepRunning({ service, environment, logFile, died, nextArm: () => nextArm(service) }),
    );
  }
  const readiness = (service: ServiceName) => askReadiness(ports[service].admin);
  const hurry = setInterval(
    () => services.map((name) => endLongWaits({ db }, name).catch(() => undefined)),
    3_000,
  );
  return {
    provisioned,
    on,
    sink,
    logs,
    operatorToken: secrets.get('firstOperatorToken'),
    deaths,
    url: (service) => `http://127.0.0.1:${ports[service].http}`,
    process: (service) => running.get(service) as ServiceProcess,
    db,
    readiness,
    ready: async () => {
      await eventually(async () => {
        for (const service of services) {
          if (!(await readiness(service))?.bus?.connected)
            throw new Error(`${service} is not ready; logs in ${logs}`);
        }
      }, 180_000);
    },
    stop: async ({ keepLogs = false } = {}) => {
      clearInterval(hurry);
      await Promise.all([...running.values()].map((service) => service.stop()));
      await sink.close();
      await admin.close();
      await provisioned.remove();
      if (!keepLogs) rmSync(logs, { recursive: true, force: true });
    },
  };
}

/** Of this process's own environment a service is handed nothing but where programs are. */
const passedOn = (): Record<string, string> => ({
  PATH: process.env.PATH ?? '',
  HOME: process.env.HOME ?? '',
  NODE_COMPILE_CACHE: join(tmpdir(), 'kstudio-compile-cache'),
});

/** Kept over all lives of a service, and below the range from which the system gives ports to outgoing connections. */
async function portsOf(): Promise<Record<ServiceName, { http: number; admin: number }>> {
  const ports = {} as Record<ServiceName, { http: number; admin: number }>;
  let next = 19_000 + (process.pid % 1_000) * 12;
  for (const service of services) {
    const http = await nextFreePort(next);
    const admin = await nextFreePort(http + 1);
    ports[service] = { http, admin };
    next = admin + 1;
  }
  return ports;
}

async function askReadiness(port: number): Promise<Readiness | null> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(5_000) });
    return (await answer.json()) as Readiness;
  } catch {
    return null;
  }
}
