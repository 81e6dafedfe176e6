import { appendFileSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  addressFiles,
  allServices,
  busServices,
  commonEnvironment,
  type LocalService,
  ownEnvironment,
  type SystemAddresses,
} from './environments.ts';
import { startGateway } from './gateway.ts';
import { startMailSink } from './mail-sink.ts';
import { freePorts } from './ports.ts';
import { endLeftovers } from './processes.ts';
import { provision } from './provisioning.ts';
import { Secrets } from './secrets.ts';
import { type Mongodb, startMongodb } from './servers/mongodb.ts';
import { type Rabbitmq, startRabbitmq } from './servers/rabbitmq.ts';
import { Supervised } from './supervised.ts';
import { startTraceSink } from './trace-sink.ts';

const root = resolve(import.meta.dirname, '../..');

export type SystemPorts = {
  application: number;
  sites: number;
  mail: number;
  smtp: number;
  supportSmtp: number;
  rabbitmqConsole: number;
};

export type SystemOptions = {
  /** everything that the system keeps: data, secrets, logs */
  dir: string;
  /** what was fetched; shared between systems */
  downloads?: string;
  ports?: Partial<SystemPorts>;
  clock?: 'real' | 'shiftable';
  vhost?: string;
  databasePrefix?: string;
  /** Servers that run already, used and not stopped. */
  servers?: { rabbitmq: Rabbitmq; mongodb: Mongodb };
  /** From TypeScript instead of dist/, for tests that break the sources. */
  fromSource?: boolean;
  /** more environment for a service */
  environment?: Partial<Record<LocalService, Record<string, string>>>;
  say?: (line: string) => void;
  /** Gives up the start when it is aborted. */
  signal?: AbortSignal;
};

export type System = {
  dir: string;
  addresses: SystemAddresses & { mailSink: string; rabbitmqConsole: string };
  rabbitmq: Rabbitmq;
  mongodb: Mongodb;
  /** The virtual host and the databases' names at servers that may be others' too. */
  vhost: string;
  databasePrefix: string;
  service(name: LocalService): Supervised;
  /** Where the link for the first operator leads; null once there is an operator. */
  firstOperatorLink(): Promise<string | null>;
  /** Stops everything that was started, in order. */
  stop(): Promise<void>;
};

/** Things to undo, last first; each is tried whatever happens to the others. */
class Undo {
  #steps: (() => Promise<unknown>)[] = [];

  add(step: () => Promise<unknown>): void {
    this.#steps.push(step);
  }

  async run(): Promise<void> {
    for (let step = this.#steps.pop(); step; step = this.#steps.pop()) {
      await step().catch((error: unknown) => console.error(error));
    }
  }
}

/**
 * Starts the whole system: servers, provisioning, six services, the web application, gateway, mail and trace sinks.
 * When it cannot, what had been started is stopped and the error thrown (StartFailure where there is a sentence).
 */
export async function startSystem(options: SystemOptions): Promise<System> {
  const undo = new Undo();
  try {
    return await start(options, undo);
  } catch (error) {
    await undo.run();
    throw error;
  }
}

/** What a system stands on: its servers, run and provisioned, and no service yet. */
export type Ground = Pick<System, 'dir' | 'rabbitmq' | 'mongodb' | 'vhost' | 'databasePrefix'>;

/** Does some work on a system whose services are stopped, and stops the servers again. */
export async function withGround(
  options: SystemOptions,
  work: (ground: Ground) => Promise<void>,
): Promise<void> {
  const undo = new Undo();
  try {
    await work(await prepare({ ...options, duringRestore: true }, undo));
  } finally {
    await undo.run();
  }
}

async function prepare(options: SystemOptions & { duringRestore?: boolean }, undo: Undo) {
  const { dir, say = () => {}, vhost = 'kstudio', databasePrefix = 'kstudio_' } = options;
  mkdirSync(join(dir, 'logs'), { recursive: true, mode: 0o700 });
  const ended = await endLeftovers(join(dir, 'processes'));
  if (ended.length > 0) say(`ended what an earlier run had left: ${ended.join(', ')}`);
  const secrets = new Secrets(join(dir, 'secrets.json'));
  const ports = await choosePorts(options.ports);
  const { rabbitmq, mongodb } = options.servers ?? (await startServers(options, secrets, ports, undo));
  options.signal?.throwIfAborted();
  await provision({
    ...{ dir, root, secrets, vhost, databasePrefix },
    rabbitmqUrl: rabbitmq.url,
    managementUrl: rabbitmq.managementUrl,
    mongodbUrl: mongodb.url,
    duringRestore: options.duringRestore ?? false,
  });
  options.signal?.throwIfAborted();
  say('broker and databases are provisioned');
  return { dir, vhost, databasePrefix, secrets, ports, rabbitmq, mongodb };
}

async function start(options: SystemOptions, undo: Undo): Promise<System> {
  const { secrets, ports, ...ground } = await prepare(options, undo);
  const { dir, rabbitmq } = ground;
  const addresses = addressesOf(ports, rabbitmq);
  await startSinks(dir, ports, undo);
  const services = superviseAll(options, secrets, ports, addresses);
  undo.add(() => Promise.all([...services.values()].map((service) => service.stop())));
  await Promise.all([...services.values()].map((service) => service.start()));
  const gateway = await startGateway({
    applicationPort: ports.application,
    sitesPort: ports.sites,
    addressOf: (name) => (services.get(name as LocalService) as Supervised).url,
    log: (line) =>
      appendFileSync(join(dir, 'logs/gateway.log'), `${JSON.stringify({ at: new Date(), ...line })}\n`),
  });
  undo.add(() => gateway.close());
  await Promise.all([...services.values()].map((service) => service.ready(options.signal)));
  return {
    ...ground,
    addresses,
    service: (name) => services.get(name) as Supervised,
    firstOperatorLink: () => firstOperatorLink(addresses.application, secrets),
    stop: () => undo.run(),
  };
}

type Ports = SystemPorts & { traces: number; services: Map<LocalService, { http: number; admin: number }> };

async function choosePorts(wanted: Partial<SystemPorts> = {}): Promise<Ports> {
  const free = await freePorts(7 + allServices.length * 2);
  const next = () => free.pop() as number;
  const services = new Map(allServices.map((name) => [name, { http: next(), admin: next() }]));
  const given = Object.fromEntries(Object.entries(wanted).filter(([, port]) => port !== undefined));
  const own = {
    application: next(),
    sites: next(),
    mail: next(),
    smtp: next(),
    supportSmtp: next(),
    rabbitmqConsole: next(),
  };
  return { ...own, ...given, traces: next(), services };
}

async function startServers(options: SystemOptions, secrets: Secrets, ports: Ports, undo: Undo) {
  const { dir, say = () => {} } = options;
  const downloads = options.downloads ?? join(root, '.kstudio/downloads');
  const common = { downloads, secrets, say };
  const revive = (what: string, server: () => { start(): Promise<void> } | undefined) => (log: string) => {
    const ended = server();
    if (!ended) return; // It never ran: the start itself says so.
    say(`${what} ended and is started again; its log: ${log}`);
    ended.start().catch((error: Error) => say(`${what} cannot be started again: ${error.message}`));
  };
  let rabbitmq: Rabbitmq | undefined;
  let mongodb: Mongodb | undefined;
  const started = await Promise.allSettled([
    startRabbitmq({
      ...common,
      dir: join(dir, 'rabbitmq'),
      ports: { management: ports.rabbitmqConsole },
      onUnexpectedExit: revive('RabbitMQ', () => rabbitmq),
    }).then((server) => {
      rabbitmq = server;
      undo.add(() => server.close());
      say(`RabbitMQ runs (${server.origin})`);
      return server;
    }),
    startMongodb({
      ...common,
      dir: join(dir, 'mongodb'),
      onUnexpectedExit: revive('MongoDB', () => mongodb),
    }).then((server) => {
      mongodb = server;
      undo.add(() => server.close());
      say(`MongoDB runs (${server.origin})`);
      return server;
    }),
  ]);
  for (const result of started) if (result.status === 'rejected') throw result.reason;
  return { rabbitmq: rabbitmq as unknown as Rabbitmq, mongodb: mongodb as unknown as Mongodb };
}

function addressesOf(ports: Ports, rabbitmq: Rabbitmq) {
  return {
    application: `http://localhost:${ports.application}`,
    // Another host, not only another port: cookies know no ports, and reading sites must never be sent the application's.
    sites: `http://127.0.0.1:${ports.sites}`,
    mailSink: `http://localhost:${ports.mail}`,
    smtp: `smtp://127.0.0.1:${ports.smtp}`,
    supportSmtp: `smtp://127.0.0.1:${ports.supportSmtp}`,
    traces: `http://127.0.0.1:${ports.traces}`,
    rabbitmqConsole: rabbitmq.consoleUrl,
  };
}

async function startSinks(dir: string, ports: Ports, undo: Undo): Promise<void> {
  const mail = await startMailSink({ dir: join(dir, 'mail'), smtpPort: ports.smtp, pagePort: ports.mail });
  undo.add(() => mail.close());
  const traces = await startTraceSink(join(dir, 'traces.ndjson'), ports.traces);
  undo.add(() => traces.close());
}

function superviseAll(options: SystemOptions, secrets: Secrets, ports: Ports, addresses: SystemAddresses) {
  const common = commonEnvironment(addresses, options.clock ?? 'shiftable');
  const supervise = (name: LocalService): Supervised => {
    const { http, admin } = ports.services.get(name) as { http: number; admin: number };
    return new Supervised({
      ...{ name, dir: options.dir, cwd: root, say: options.say ?? (() => {}) },
      url: `http://127.0.0.1:${http}`,
      adminUrl: `http://127.0.0.1:${admin}`,
      args: programOf(name, options.fromSource ?? false),
      env: {
        ...passedOn(),
        ...common,
        ...addressFiles(name, options.dir),
        ...ownEnvironment(name, secrets, addresses.smtp),
        ...(name === 'account' ? { SUPPORT_SMTP_PORT: String(ports.supportSmtp) } : {}),
        // The proofs are shared by every system of this folder: what they say, they say of its code.
        ...(name === 'retention'
          ? { PROOFS_FILE: join(root, '.kstudio/proofs.json'), PURGE_ORDERS_DIR: purgeOrdersIn(options.dir) }
          : {}),
        OTEL_SERVICE_NAME: name,
        PORT: String(http),
        ADMIN_PORT: String(admin),
        ...options.environment?.[name],
      },
    });
  };
  return new Map(allServices.map((name) => [name, supervise(name)]));
}

/** Where a local system keeps the orders of purges, apart from its databases. */
export const purgeOrdersIn = (dir: string) => join(dir, 'purge-orders');

/** Node's arguments for a service. The limits keep the whole system small on a person's own machine. */
function programOf(name: LocalService, fromSource: boolean): string[] {
  const [folder, extension] = fromSource ? ['src', 'ts'] : ['dist', 'js'];
  const telemetry = join(root, `libs/chassis/${folder}/telemetry.${extension}`);
  return [
    '--max-old-space-size=192',
    '--max-semi-space-size=4',
    ...(fromSource ? ['--conditions=@kstudio/source'] : []),
    ...((busServices as readonly string[]).includes(name) ? [`--import=${telemetry}`] : []),
    join(root, `services/${name}/${folder}/main.${extension}`),
  ];
}

/** What of this process's environment a service may see: nothing that could be an administrator's address. */
function passedOn(): Record<string, string> {
  const names = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE'];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

async function firstOperatorLink(application: string, secrets: Secrets): Promise<string | null> {
  const answer = await fetch(`${application}/api/identity/staff/first`, {
    signal: AbortSignal.timeout(5_000),
  });
  const { open } = (await answer.json()) as { open?: boolean };
  return open ? `${application}/operator/first#token=${secrets.get('firstOperatorToken')}` : null;
}
