import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { eventually } from '../../support/eventually.ts';
import { type Ready, readyIn } from '../../support/ready.ts';

const local = join(import.meta.dirname, '../../../deploy/local');
const source = ['--disable-warning=ExperimentalWarning', '--conditions=@kstudio/source'];

/** `npm run backup -- <folder>` against the running system; resolves to the backup's own folder. */
export async function takeBackup({ folder }: Ready, into: string): Promise<string> {
  const { code, said } = await run([...source, join(local, 'backup.ts'), into], { KSTUDIO_DIR: folder });
  const made = /^Backup: (.*)$/m.exec(said)?.[1];
  if (code !== 0 || !made) throw new Error(`no backup: ${said}`);
  return made;
}

/**
 * `npm run restore` into a folder that has nothing but the secrets, which no backup holds: what it said, and whether
 * it went through.
 */
export async function restore(dir: string, backup: string, from: Ready) {
  mkdirSync(dir, { recursive: true });
  // The second is what the tests know of their operator.
  for (const file of ['secrets.json', 'operator-of-the-tests.json']) {
    if (!existsSync(join(dir, file))) copyFileSync(join(from.folder, file), join(dir, file));
  }
  const purges = join(from.folder, 'purge-orders');
  return run([join(local, 'restore.mjs'), backup, '--purges', purges], { KSTUDIO_DIR: dir });
}

/** `npm start` in that folder, on ports of its own. */
export async function startRestored(dir: string): Promise<{ system: Ready; stop(): Promise<void> }> {
  const names = [
    'PORT',
    'SITES_PORT',
    'MAIL_PORT',
    'SMTP_PORT',
    'SUPPORT_SMTP_PORT',
    'RABBITMQ_CONSOLE_PORT',
  ];
  const ports = await freePorts(names.length);
  const env = Object.fromEntries(names.map((name, index) => [name, String(ports[index])]));
  let said = '';
  const child = start([join(local, 'start.mjs')], { ...env, KSTUDIO_DIR: dir }, (text) => (said += text));
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  await eventually(() => {
    if (child.exitCode !== null) throw new Error(`it does not start: ${said}`);
    if (!said.includes('K-Studio is ready')) throw new Error('it is not ready yet');
  }, 120_000);
  return {
    system: readyIn(dir),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function start(args: string[], env: NodeJS.ProcessEnv, hear: (text: string) => void): ChildProcess {
  const passed = [
    'PATH',
    'HOME',
    'RABBITMQ_URL',
    'RABBITMQ_MANAGEMENT_URL',
    'MONGODB_URL',
    'KSTUDIO_DOWNLOADS',
  ];
  const own = Object.fromEntries(
    passed.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
  );
  const child = spawn(process.execPath, args, { env: { ...own, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.on('data', (chunk: Buffer) => hear(String(chunk)));
  child.stderr.on('data', (chunk: Buffer) => hear(String(chunk)));
  return child;
}

function run(args: string[], env: NodeJS.ProcessEnv): Promise<{ code: number | null; said: string }> {
  let said = '';
  const child = start(args, env, (text) => (said += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, said }));
  });
}

/** Ports that nobody listens on now. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

export const manifestOf = (backup: string) =>
  JSON.parse(readFileSync(join(backup, 'manifest.json'), 'utf8')) as {
    collections: { service: string; collection: string; documents: number }[];
  };
