import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { services as busServices } from '@kstudio/contracts';
import { type CommandResult, onPath, run } from '../../deploy/local/commands.ts';
import { freePort } from '../../deploy/local/ports.ts';
import { findHelm } from '../support/helm.ts';

export const root = join(import.meta.dirname, '../..');
export const home = join(root, '.kstudio/cluster');
/** The parts that have pods of their own, by the names of their Deployments. */
export const services = [...busServices, 'web'] as const;
export type Part = (typeof services)[number];

const release = 'kstudio';
const namespace = 'kstudio-test';

/** The release under test, in a namespace of its own on the cluster that KUBECONFIG names. */
export class Cluster {
  readonly release = release;
  readonly namespace = namespace;
  readonly #kubectl: string;
  readonly #helm: string;
  readonly #forwards: ChildProcess[] = [];
  readonly #values: string[];

  private constructor(kubectl: string, helm: string) {
    this.#kubectl = kubectl;
    this.#helm = helm;
    const own = process.env.KSTUDIO_CLUSTER_VALUES;
    this.#values = [join(import.meta.dirname, 'values.yaml'), ...(own ? [own] : [])].flatMap((file) => [
      '--values',
      file,
    ]);
  }

  /** Throws with what to do where there is no cluster, or no kubectl. */
  static async open(): Promise<Cluster> {
    if (!process.env.KUBECONFIG) throw new Error('Say which cluster: KUBECONFIG=… npm run test:cluster');
    const kubectl = onPath('kubectl');
    if (!kubectl) throw new Error('There is no kubectl on the PATH.');
    const cluster = new Cluster(kubectl, await findHelm());
    await cluster.kubectl('version');
    await cluster.helm('dependency', 'build', join(root, 'charts/kstudio'));
    mkdirSync(home, { recursive: true });
    return cluster;
  }

  /** Runs kubectl in the release's namespace; throws with what it said when it fails. */
  async kubectl(...args: string[]): Promise<string> {
    return said('kubectl', args, await this.tryKubectl(...args));
  }

  tryKubectl(...args: string[]): Promise<CommandResult> {
    return run(this.#kubectl, ['--namespace', namespace, ...args], { timeoutMs: 660_000 });
  }

  async helm(...args: string[]): Promise<string> {
    const result = await run(this.#helm, ['--namespace', namespace, ...args], { timeoutMs: 660_000 });
    return said('helm', args, result);
  }

  /** Installs, or brings up to date, and waits until every pod is ready. */
  apply(verb: 'install' | 'upgrade', ...more: string[]): Promise<string> {
    const chart = join(root, 'charts/kstudio');
    const create = verb === 'install' ? ['--create-namespace'] : [];
    return this.helm(verb, release, chart, ...create, ...this.#values, '--wait', '--timeout', '5m', ...more);
  }

  /** Resolves when every Deployment has all its pods ready. */
  async settled(): Promise<void> {
    for (const service of services)
      await this.kubectl('rollout', 'status', `deployment/${release}-${service}`, '--timeout=5m');
    for (const server of ['rabbitmq', 'mongodb'])
      await this.kubectl('rollout', 'status', `statefulset/${release}-${server}`, '--timeout=5m');
  }

  async secret(name: string, key: string): Promise<string> {
    const path = `jsonpath={.data.${key.replaceAll('.', '\\.')}}`;
    const value = await this.kubectl('get', 'secret', `${release}-${name}`, '--output', path);
    return Buffer.from(value, 'base64').toString();
  }

  /** Runs a program in the first pod of a service, with what the image has: Node alone. */
  exec(service: Part, program: string, ...args: string[]): Promise<CommandResult> {
    const pod = `deployment/${release}-${service}`;
    return this.tryKubectl('exec', pod, '--', '/nodejs/bin/node', '--eval', program, '--', ...args);
  }

  /** Leads a port of this machine to one of a Service, and leads there again when a pod of it goes. */
  async forward(service: string, port: number): Promise<number> {
    const local = await freePort();
    const start = () => {
      const args = [
        '--namespace',
        namespace,
        'port-forward',
        `service/${release}-${service}`,
        `${local}:${port}`,
      ];
      const child = spawn(this.#kubectl, args, { stdio: 'ignore' });
      child.once('exit', (code) => {
        if (code !== null && this.#forwards.includes(child)) setTimeout(start, 500);
      });
      this.#forwards.push(child);
    };
    start();
    await wait(2_000);
    return local;
  }

  /** Writes the addresses of the system where its clients look for them (KSTUDIO_READY), and gives that path. */
  async ready(): Promise<string> {
    const values = JSON.parse(await this.helm('get', 'values', release, '--all', '--output', 'json'));
    const { application, sites } = values.global.origins as { application: string; sites: string };
    const [mail, support] = [await this.forward('mail-sink', 8025), await this.forward('account', 1026)];
    const token = await this.secret('identity', 'FIRST_OPERATOR_TOKEN');
    const file = join(home, 'ready.json');
    const addresses = {
      ...{ application, sites, folder: home },
      mailSink: `http://127.0.0.1:${mail}`,
      supportSmtp: `smtp://127.0.0.1:${support}`,
      firstOperator: `${application}/operator/first#token=${token}`,
    };
    writeFileSync(file, JSON.stringify(addresses, null, 2));
    await this.#openToScan();
    return file;
  }

  /** What `npm run scan` looks through here: databases, queues, and what the pods log from now on. */
  async #openToScan(): Promise<void> {
    const [mongodb, management] = [
      await this.forward('mongodb', 27017),
      await this.forward('rabbitmq', 15672),
    ];
    const database = new URL(await this.secret('provision', 'MONGODB_URL'));
    database.host = `127.0.0.1:${mongodb}`;
    database.search = '?directConnection=true&authSource=admin';
    const broker = new URL(await this.secret('provision', 'RABBITMQ_MANAGEMENT_URL'));
    broker.host = `127.0.0.1:${management}`;
    const logs = join(home, 'pods.log');
    const doors = {
      ...{ mongodb: database.href, rabbitmqManagement: broker.href, rabbitmq: '' },
      ...{ vhost: 'kstudio', databasePrefix: 'kstudio_', files: { logs } },
    };
    writeFileSync(join(home, 'doors.json'), JSON.stringify(doors), { mode: 0o600 });
    const selector = `app.kubernetes.io/instance=${release},app.kubernetes.io/part-of=kstudio`;
    const args = [
      '--namespace',
      namespace,
      'logs',
      '--follow',
      '--selector',
      selector,
      '--max-log-requests=50',
    ];
    const out = openSync(logs, 'w');
    this.#forwards.push(spawn(this.#kubectl, args, { stdio: ['ignore', out, 'ignore'] }));
    closeSync(out);
  }

  /** The broker's queues, as its administrator sees them. */
  async queues(): Promise<{ name: string; messages: number }[]> {
    const { rabbitmqManagement } = JSON.parse(readFileSync(join(home, 'doors.json'), 'utf8'));
    const { origin, username, password } = new URL(rabbitmqManagement);
    const credentials = [username, password].map(decodeURIComponent).join(':');
    const authorization = `Basic ${Buffer.from(credentials).toString('base64')}`;
    const response = await fetch(`${origin}/api/queues`, { headers: { authorization } });
    if (!response.ok) throw new Error(`RabbitMQ answers ${response.status}`);
    return (await response.json()) as { name: string; messages: number }[];
  }

  /** A new release knows nobody whom an older one knew. */
  forget(): void {
    rmSync(join(home, 'operator-of-the-tests.json'), { force: true });
  }

  async close(): Promise<void> {
    const all = this.#forwards.splice(0);
    for (const child of all) child.kill();
    const alive = all.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
    await Promise.all(alive.map((child) => once(child, 'exit')));
  }
}

function said(command: string, args: readonly string[], { ok, stdout, stderr }: CommandResult): string {
  if (ok) return stdout;
  throw new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}`);
}
