import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { StartFailure } from '../failure.ts';
import { freePort } from '../ports.ts';
import { type RunningProcess, startProcess } from '../processes.ts';
import { randomSecret, Secrets, writePrivate } from '../secrets.ts';
import { runContainer } from './docker.ts';
import { findMongodb, type MongodbProgram, mongodbImage } from './mongodb-program.ts';
import { waitUntilUp } from './waiting.ts';

const { MongoClient } = mongoose.mongo;
type Db = mongoose.mongo.Db;
const administrator = 'administrator';

export type Mongodb = {
  /** the administrator's address, for provisioning alone */
  url: string;
  origin: string;
  /** Stops the server but keeps its data and port. */
  stop(options?: { signal?: NodeJS.Signals }): Promise<void>;
  /** Starts it again after `stop`. */
  start(): Promise<void>;
  close(): Promise<void>;
};

export type MongodbOptions = {
  /** data, key file and logs go here */
  dir: string;
  downloads: string;
  secrets?: Secrets;
  port?: number;
  say?: (line: string) => void;
  onUnexpectedExit?: (log: string) => void;
};

/**
 * A real MongoDB replica set of one member with authentication: the one that MONGODB_URL names, or one of our
 * own bound to 127.0.0.1. Throws StartFailure when no way to have one is open.
 */
export async function startMongodb(options: MongodbOptions): Promise<Mongodb> {
  const given = process.env.MONGODB_URL;
  if (given) return givenMongodb(given);
  const say = options.say ?? (() => {});
  const program = await findMongodb(options.downloads, say);
  const secrets = options.secrets ?? new Secrets(join(options.dir, '..', 'secrets.json'));
  const password = secrets.get('mongodbAdministrator', randomSecret);
  const port = options.port ?? (await freePort());
  const member = new Member({ ...options, say }, program, port, password);
  // The key that members of a replica set know each other by; 6 to 1024 base64 characters.
  writePrivate(
    join(options.dir, 'key'),
    `${secrets.get('mongodbKey', randomSecret).replaceAll(/[-_]/g, 'A')}\n`,
  );
  await member.start().catch(async (error: unknown) => {
    await member.stop();
    throw error;
  });
  return {
    url: member.url,
    origin: program.kind === 'docker' ? `Docker (${mongodbImage})` : program.origin,
    stop: (how) => member.stop(how),
    start: () => member.start(),
    close: () => member.stop(),
  };
}

function givenMongodb(url: string): Mongodb {
  const refuse = async () => {
    throw new Error('This MongoDB was given by MONGODB_URL; it is not ours to stop or start.');
  };
  return { url, origin: 'MONGODB_URL', stop: refuse, start: refuse, close: async () => {} };
}

/** The one member of the replica set rs0. */
class Member {
  readonly #options: MongodbOptions & { say: (line: string) => void };
  readonly #program: MongodbProgram;
  readonly #port: number;
  readonly #password: string;
  #server: RunningProcess | undefined;
  #stopping = false;

  constructor(
    options: MongodbOptions & { say: (line: string) => void },
    program: MongodbProgram,
    port: number,
    password: string,
  ) {
    this.#options = options;
    this.#program = program;
    this.#port = port;
    this.#password = password;
  }

  get url(): string {
    const query = 'replicaSet=rs0&authSource=admin';
    return `mongodb://${administrator}:${this.#password}@127.0.0.1:${this.#port}/?${query}`;
  }

  get #log(): string {
    return join(this.#options.dir, '../logs/mongodb.log');
  }

  async start(): Promise<void> {
    this.#stopping = false;
    mkdirSync(join(this.#options.dir, 'data'), { recursive: true, mode: 0o700 });
    const server = await (this.#program.kind === 'docker'
      ? this.#startContainer()
      : this.#startProgram(this.#program));
    this.#server = server;
    void server.exited.then(() => {
      if (!this.#stopping) this.#options.onUnexpectedExit?.(this.#log);
    });
    await waitUntilUp('MongoDB', server, this.#log, () => this.#isPrimary());
  }

  async stop(how: { signal?: NodeJS.Signals } = {}): Promise<void> {
    this.#stopping = true;
    await this.#server?.stop({ ...how, graceMs: 30_000 });
    this.#server = undefined;
  }

  #startProgram(program: MongodbProgram & { kind: 'program' }): Promise<RunningProcess> {
    const { dir } = this.#options;
    return startProcess({
      name: 'mongodb',
      command: program.mongod,
      args: [
        ...['--dbpath', join(dir, 'data'), '--port', String(this.#port), '--bind_ip', '127.0.0.1'],
        ...memberArguments(join(dir, 'key')),
        '--nounixsocket',
      ],
      env: program.env,
      cwd: dir,
      logFile: this.#log,
      recordsDir: join(dir, '../processes'),
    });
  }

  /** In a container the member must still be reachable under its own address, so it listens on the same port there. */
  #startContainer(): Promise<RunningProcess> {
    const { dir, say } = this.#options;
    const key = '/data/configdb/key';
    const install = `install -m 400 -o mongodb -g mongodb /run/key ${key}`;
    const envFile = join(dir, 'container.env');
    const user = `MONGO_INITDB_ROOT_USERNAME=${administrator}\nMONGO_INITDB_ROOT_PASSWORD=${this.#password}\n`;
    writePrivate(envFile, user);
    const mongod = ['mongod', '--port', String(this.#port), '--bind_ip_all', ...memberArguments(key)].join(
      ' ',
    );
    return runContainer({
      name: `kstudio-mongodb-${Buffer.from(dir).toString('hex').slice(-24)}`,
      image: mongodbImage,
      ports: [[this.#port, this.#port]],
      volume: '/data/db',
      runArgs: ['--volume', `${join(dir, 'key')}:/run/key:ro`, '--env-file', envFile, '--entrypoint', 'bash'],
      command: ['-c', `${install} && exec docker-entrypoint.sh ${mongod}`],
      logFile: this.#log,
      recordsDir: join(dir, '../processes'),
      say,
    });
  }

  /** True once the member is primary and knows the administrator; the first time it makes both so. */
  async #isPrimary(): Promise<boolean> {
    const address = `mongodb://127.0.0.1:${this.#port}/?directConnection=true`;
    const client = new MongoClient(address, { serverSelectionTimeoutMS: 1_000, connectTimeoutMS: 1_000 });
    try {
      await client.connect();
      const hello = await client.db('admin').command({ hello: 1 });
      if (!hello.setName) {
        await this.#makeMember(client);
        return false;
      }
      if (!hello.isWritablePrimary) return false;
      return await this.#knowsAdministrator(client);
    } finally {
      await client.close();
    }
  }

  /** Founds the replica set; one that was founded under another port is told the new one. */
  async #makeMember(anonymous: InstanceType<typeof MongoClient>): Promise<void> {
    const host = `127.0.0.1:${this.#port}`;
    try {
      const config = { _id: 'rs0', members: [{ _id: 0, host }] };
      await anonymous.db('admin').command({ replSetInitiate: config });
      return;
    } catch (error) {
      if (!isFoundedAlready(error)) throw error;
    }
    const client = new MongoClient(this.url.replace('replicaSet=rs0', 'directConnection=true'));
    try {
      await this.#foundAs(host, client.db('admin'));
    } finally {
      await client.close();
    }
  }

  /** The same with the administrator's rights. */
  async #foundAs(host: string, admin: Db): Promise<void> {
    const { config } = await admin.command({ replSetGetConfig: 1 }).catch((error: { code?: number }) => {
      // 94: not founded yet (a container makes its administrator before that).
      if (error.code === 94) return { config: undefined };
      throw error;
    });
    if (!config) {
      await admin.command({ replSetInitiate: { _id: 'rs0', members: [{ _id: 0, host }] } });
    } else if (config.members[0].host !== host) {
      config.members[0].host = host;
      config.version += 1;
      await admin.command({ replSetReconfig: config, force: true });
    }
  }

  async #knowsAdministrator(anonymous: InstanceType<typeof MongoClient>): Promise<boolean> {
    if (await this.#signsIn()) return true;
    try {
      await anonymous
        .db('admin')
        .command({ createUser: administrator, pwd: this.#password, roles: ['root'] });
    } catch (error) {
      if (isRefusal(error)) throw wrongPassword(this.#options.dir);
      throw error;
    }
    return this.#signsIn();
  }

  async #signsIn(): Promise<boolean> {
    const client = new MongoClient(this.url, { serverSelectionTimeoutMS: 2_000 });
    try {
      await client.db('admin').command({ ping: 1 });
      return true;
    } catch (error) {
      if ((error as { code?: number }).code === 18) return false;
      throw error;
    } finally {
      await client.close();
    }
  }
}

/**
 * What a process that was killed had written in a transaction bars the way of the next until then; MongoDB's own limit
 * is 60. Below the 30 s for which a job is one process's own, so that whoever takes it over finds the way free.
 */
const transactionSeconds = 20;

/** A replica set of one with authentication, modest in memory and in files. */
function memberArguments(keyFile: string): string[] {
  return [
    ...['--replSet', 'rs0', '--keyFile', keyFile, '--auth'],
    ...['--wiredTigerCacheSizeGB', '0.25', '--oplogSize', '256'],
    ...['--setParameter', 'diagnosticDataCollectionEnabled=false'],
    ...['--setParameter', `transactionLifetimeLimitSeconds=${transactionSeconds}`],
    // A slow command would stand in the log with its values: names and addresses, where no purge comes.
    ...['--slowOpSampleRate', '0'],
  ];
}

/** 23: it is initialised; 13: users exist, so that nobody may initialise it without signing in. */
function isFoundedAlready(error: unknown): boolean {
  const { code } = error as { code?: number };
  return code === 23 || code === 13;
}

/** 13: a user exists already, so that nobody may make another without signing in. */
function isRefusal(error: unknown): boolean {
  return (error as { code?: number }).code === 13;
}

function wrongPassword(dir: string): StartFailure {
  return new StartFailure(
    `The MongoDB in ${dir} does not know the password in secrets.json.`,
    'Put secrets.json back, or remove the folder to begin with an empty database.',
  );
}
