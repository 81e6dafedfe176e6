import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartFailure } from '../failure.ts';
import { freePorts } from '../ports.ts';
import { type RunningProcess, startProcess } from '../processes.ts';
import { randomSecret, Secrets, writePrivate } from '../secrets.ts';
import { runContainer } from './docker.ts';
import { findRabbitmq, type RabbitmqProgram, rabbitmqImage } from './rabbitmq-program.ts';
import { waitUntilUp } from './waiting.ts';

export type RabbitmqPorts = { amqp: number; management: number; distribution: number; portMapper: number };

export type Rabbitmq = {
  /** the administrator's address (amqp://…), for provisioning alone */
  url: string;
  /** the management API and console, with the administrator's name and password in it */
  managementUrl: string;
  /** the console's address as shown to people */
  consoleUrl: string;
  origin: string;
  /** Where it keeps its files; not known of one that somebody else runs. */
  folder?: string;
  ports?: RabbitmqPorts;
  /** Stops the broker but keeps its data and ports. */
  stop(options?: { signal?: NodeJS.Signals }): Promise<void>;
  /** Starts the broker again after `stop`. */
  start(): Promise<void>;
  /** Stops everything that was started, Erlang's port mapper included. */
  close(): Promise<void>;
};

export type RabbitmqOptions = {
  /** data, configuration and logs go here */
  dir: string;
  /** what is fetched goes here; several systems may share it */
  downloads: string;
  secrets?: Secrets;
  ports?: Partial<RabbitmqPorts>;
  say?: (line: string) => void;
  onUnexpectedExit?: (log: string) => void;
};

/**
 * A real RabbitMQ: the one that RABBITMQ_URL names, or one of our own bound to 127.0.0.1. Throws StartFailure
 * when no way to have one is open.
 */
export async function startRabbitmq(options: RabbitmqOptions): Promise<Rabbitmq> {
  const say = options.say ?? (() => {});
  const given = process.env.RABBITMQ_URL;
  if (given) return givenRabbitmq(given);
  const program = await findRabbitmq(options.downloads, say);
  if (!program) throw noRabbitmq();
  const secrets = options.secrets ?? new Secrets(join(options.dir, '..', 'secrets.json'));
  const password = secrets.get('rabbitmqAdministrator', randomSecret);
  const ports = await choosePorts(options.ports);
  const node = new Node({ ...options, say }, program, ports, password);
  await node.start().catch(async (error: unknown) => {
    await node.close();
    throw error;
  });
  const credentials = `administrator:${password}`;
  return {
    url: `amqp://${credentials}@127.0.0.1:${ports.amqp}`,
    managementUrl: `http://${credentials}@127.0.0.1:${ports.management}`,
    consoleUrl: `http://localhost:${ports.management}`,
    origin: program.kind === 'docker' ? `Docker (${rabbitmqImage})` : program.origin,
    folder: options.dir,
    ports,
    stop: (how) => node.stop(how),
    start: () => node.start(),
    close: () => node.close(),
  };
}

async function choosePorts(wanted: Partial<RabbitmqPorts> = {}): Promise<RabbitmqPorts> {
  const [amqp, management, distribution, portMapper] = (await freePorts(4)) as [
    number,
    number,
    number,
    number,
  ];
  const set = Object.fromEntries(Object.entries(wanted).filter(([, port]) => port !== undefined));
  return { amqp, management, distribution, portMapper, ...set };
}

/** A broker that somebody else runs: it is used, never started or stopped. */
function givenRabbitmq(url: string): Rabbitmq {
  const address = new URL(url);
  const user = address.username || 'guest';
  const password = address.password || 'guest';
  const managementUrl =
    process.env.RABBITMQ_MANAGEMENT_URL ?? `http://${user}:${password}@${address.hostname}:15672`;
  const shown = new URL(managementUrl);
  const refuse = async () => {
    throw new Error('This RabbitMQ was given by RABBITMQ_URL; it is not ours to stop or start.');
  };
  return {
    url,
    managementUrl,
    consoleUrl: shown.origin,
    origin: 'RABBITMQ_URL',
    stop: refuse,
    start: refuse,
    close: async () => {},
  };
}

/** One private broker: its files, its process, and Erlang's port mapper on a port of its own. */
class Node {
  readonly #options: RabbitmqOptions & { say: (line: string) => void };
  readonly #program: RabbitmqProgram;
  readonly #ports: RabbitmqPorts;
  readonly #password: string;
  #server: RunningProcess | undefined;
  #portMapper: RunningProcess | undefined;
  #stopping = false;
  #logBegin = 0;

  constructor(
    options: RabbitmqOptions & { say: (line: string) => void },
    program: RabbitmqProgram,
    ports: RabbitmqPorts,
    password: string,
  ) {
    this.#options = options;
    this.#program = program;
    this.#ports = ports;
    this.#password = password;
  }

  get #log(): string {
    return join(this.#options.dir, '../logs/rabbitmq.log');
  }

  get #records(): string {
    return join(this.#options.dir, '../processes');
  }

  async start(): Promise<void> {
    this.#stopping = false;
    mkdirSync(this.#options.dir, { recursive: true, mode: 0o700 });
    this.#logBegin = statSync(this.#log, { throwIfNoEntry: false })?.size ?? 0;
    this.#server = await (this.#program.kind === 'docker'
      ? this.#startContainer()
      : this.#startProgram(this.#program));
    const server = this.#server;
    void server.exited.then(() => {
      if (!this.#stopping) this.#options.onUnexpectedExit?.(this.#log);
    });
    await waitUntilUp('RabbitMQ', server, this.#log, () => this.#answers());
  }

  async stop(how: { signal?: NodeJS.Signals } = {}): Promise<void> {
    this.#stopping = true;
    await this.#server?.stop({ ...how, graceMs: 30_000 });
    this.#server = undefined;
  }

  async close(): Promise<void> {
    await this.stop();
    await this.#portMapper?.stop({ graceMs: 2_000 });
    this.#portMapper = undefined;
  }

  async #answers(): Promise<boolean> {
    const authorization = `Basic ${Buffer.from(`administrator:${this.#password}`).toString('base64')}`;
    const url = `http://127.0.0.1:${this.#ports.management}/api/health/checks/port-listener/${this.#listenerPort}`;
    const answer = await fetch(url, { headers: { authorization }, signal: AbortSignal.timeout(2_000) });
    await answer.arrayBuffer();
    // Before it says that it is up, whoever refuses us at its port is another broker.
    if (answer.status === 401 && this.#saidThatItIsUp()) throw wrongPassword(this.#options.dir);
    return answer.ok;
  }

  /** What RabbitMQ 3 and 4 write when every listener is open; what was written before this start is not looked at. */
  #saidThatItIsUp(): boolean {
    const text = readFileSync(this.#log).subarray(this.#logBegin).toString();
    return text.includes('Server startup complete');
  }

  get #listenerPort(): number {
    return this.#program.kind === 'docker' ? 5672 : this.#ports.amqp;
  }

  async #startProgram(program: RabbitmqProgram & { kind: 'program' }): Promise<RunningProcess> {
    const { dir } = this.#options;
    if (/\s/.test(dir) || /\s/.test(program.server)) throw spaceInPath(dir);
    const env = this.#environment(program.env);
    this.#writeFiles();
    this.#portMapper ??= await startProcess({
      name: 'erlang-port-mapper',
      command: program.epmd,
      args: ['-address', '127.0.0.1', '-port', String(this.#ports.portMapper)],
      env,
      logFile: this.#log,
      recordsDir: this.#records,
    });
    return startProcess({
      name: 'rabbitmq',
      command: program.server,
      args: [],
      env,
      cwd: dir,
      logFile: this.#log,
      recordsDir: this.#records,
    });
  }

  #environment(base: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
    const { dir } = this.#options;
    const kept = Object.entries(base).filter(([name]) => !name.startsWith('RABBITMQ_'));
    return {
      ...Object.fromEntries(kept),
      HOME: dir,
      ERL_EPMD_PORT: String(this.#ports.portMapper),
      ERL_EPMD_ADDRESS: '127.0.0.1',
      RABBITMQ_NODENAME: 'kstudio@localhost',
      RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
      RABBITMQ_NODE_PORT: String(this.#ports.amqp),
      RABBITMQ_DIST_PORT: String(this.#ports.distribution),
      RABBITMQ_MNESIA_BASE: join(dir, 'data'),
      RABBITMQ_LOG_BASE: join(dir, 'log'),
      RABBITMQ_CONFIG_FILE: join(dir, 'rabbitmq.conf'),
      RABBITMQ_ADVANCED_CONFIG_FILE: join(dir, 'advanced.config'),
      RABBITMQ_CONF_ENV_FILE: join(dir, 'rabbitmq-env.conf'),
      RABBITMQ_ENABLED_PLUGINS_FILE: join(dir, 'enabled_plugins'),
      RABBITMQ_LOGS: '-',
      // The start script then becomes Erlang itself, with no shell in between that would outlive it.
      RUNNING_UNDER_SYSTEMD: 'true',
      // No busy waiting for work; the distribution stays on this machine.
      RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS:
        '+sbwt none +sbwtdcpu none +sbwtdio none -kernel inet_dist_use_interface {127,0,0,1}',
    };
  }

  #writeFiles(): void {
    const { dir } = this.#options;
    writePrivate(join(dir, 'rabbitmq.conf'), configuration(this.#ports, this.#password));
    writeFileSync(join(dir, 'enabled_plugins'), '[rabbitmq_management].\n');
    writeFileSync(join(dir, 'rabbitmq-env.conf'), '');
    writeFileSync(join(dir, 'advanced.config'), '[].\n');
    const cookie = join(dir, '.erlang.cookie');
    if (!existsSync(cookie)) writeFileSync(cookie, randomSecret(), { mode: 0o400 });
    chmodSync(cookie, 0o400);
  }

  #startContainer(): Promise<RunningProcess> {
    const { dir, say } = this.#options;
    const envFile = join(dir, 'container.env');
    writePrivate(envFile, `RABBITMQ_DEFAULT_USER=administrator\nRABBITMQ_DEFAULT_PASS=${this.#password}\n`);
    return runContainer({
      name: containerName(dir),
      image: rabbitmqImage,
      ports: [
        [this.#ports.amqp, 5672],
        [this.#ports.management, 15672],
      ],
      volume: '/var/lib/rabbitmq',
      runArgs: ['--hostname', 'kstudio', '--env-file', envFile],
      logFile: this.#log,
      recordsDir: this.#records,
      say,
    });
  }
}

/** A container's name that differs for each folder of data. */
function containerName(dir: string): string {
  return `kstudio-rabbitmq-${Buffer.from(dir).toString('hex').slice(-24)}`;
}

/** RabbitMQ's settings: this machine only, and modest in memory (its default write-ahead log alone may take 512 MB). */
function configuration(ports: RabbitmqPorts, password: string): string {
  return [
    `listeners.tcp.default = 127.0.0.1:${ports.amqp}`,
    'management.tcp.ip = 127.0.0.1',
    `management.tcp.port = ${ports.management}`,
    'default_user = administrator',
    `default_pass = ${password}`,
    'default_user_tags.administrator = true',
    'log.console = true',
    'log.console.level = info',
    'log.file = false',
    'raft.wal_max_size_bytes = 33554432',
    'vm_memory_high_watermark.absolute = 1GB',
    'disk_free_limit.absolute = 100MB',
    '',
  ].join('\n');
}

function noRabbitmq(): StartFailure {
  return new StartFailure(
    'RabbitMQ was not found, and this system has no way known here to fetch it.',
    'One of these will do: set RABBITMQ_URL (and RABBITMQ_MANAGEMENT_URL) to a broker of yours; install RabbitMQ so that rabbitmq-server is on the PATH; start Docker; or use Debian or Ubuntu, where it is fetched by itself.',
  );
}

function spaceInPath(dir: string): StartFailure {
  return new StartFailure(
    `RabbitMQ’s scripts cannot run from a folder with a space in its path: ${dir}`,
    'Move this checkout to a path without spaces, or start Docker.',
  );
}

function wrongPassword(dir: string): StartFailure {
  return new StartFailure(
    `The RabbitMQ in ${dir} does not know the password in secrets.json.`,
    'Put secrets.json back, or remove the folder to begin with an empty broker.',
  );
}
