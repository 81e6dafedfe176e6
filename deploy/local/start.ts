import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from './build.ts';
import { endCommands } from './commands.ts';
import { report, stopOnSignal } from './ending.ts';
import { StartFailure } from './failure.ts';
import { holderOf, release, take } from './lock.ts';
import { demandFree, nextFreePort } from './ports.ts';
import { Progress } from './progress.ts';
import { writeReady } from './ready.ts';
import { type System, type SystemPorts, startSystem } from './system.ts';

const root = resolve(import.meta.dirname, '../..');
const dir = resolve(process.env.KSTUDIO_DIR ?? join(root, '.kstudio'));
const lock = join(dir, 'running.lock');
const readyFile = join(dir, 'ready.json');
const progress = new Progress();
const stopping = new AbortController();
let system: System | undefined;
let starting: Promise<unknown> = Promise.resolve();

stopOnSignal(async (reason) => {
  console.log(`\nStopping (${reason}) …`);
  rmSync(readyFile, { force: true });
  stopping.abort();
  endCommands();
  await starting.catch(() => {});
  await system?.stop();
  release(lock);
  console.log('Everything that was started is stopped.');
});

starting = start();
starting.catch((error: unknown) => {
  if (stopping.signal.aborted) return;
  report(error);
  if (holderOf(lock) === process.pid) rmSync(readyFile, { force: true });
  release(lock);
  process.exit(1);
});

async function start(): Promise<void> {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  demandAlone();
  await demandSpace();
  const ports = await choosePorts();
  progress.say('building what changed');
  await build(root, progress.say);
  const clock = process.env.CLOCK === 'real' ? 'real' : 'shiftable';
  const downloads = process.env.KSTUDIO_DOWNLOADS ?? join(root, '.kstudio/downloads');
  system = await startSystem({ dir, downloads, ports, clock, say: progress.say, signal: stopping.signal });
  const first = await system.firstOperatorLink();
  writeReady(readyFile, system, first);
  show(system, first);
}

function demandAlone(): void {
  if (take(lock)) return;
  let address = '';
  try {
    address = ` at ${JSON.parse(readFileSync(readyFile, 'utf8')).application}`;
  } catch {
    // It is still starting.
  }
  throw new StartFailure(
    `K-Studio already runs from this folder${address} (process ${holderOf(lock)}).`,
    'Use that one, or stop it with Ctrl-C first.',
  );
}

/** A cold start writes about 1 GB; databases need room besides. */
async function demandSpace(): Promise<void> {
  const { bavail, bsize } = await statfs(dir);
  if (bavail * bsize >= 500 * 1024 * 1024) return;
  throw new StartFailure(
    'The disk of this folder has less than 500 MB left.',
    'Free about 2 GB and try again.',
  );
}

async function choosePorts(): Promise<SystemPorts> {
  const wanted = async (variable: string, usual: number, what: string) => {
    const port = Number(process.env[variable] ?? usual);
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      throw new StartFailure(
        `${variable}=${process.env[variable]} is no port.`,
        'Choose a number from 1024 to 65535.',
      );
    await demandFree(port, what, variable);
    return port;
  };
  return {
    application: await wanted('PORT', 8080, 'the application'),
    sites: await wanted('SITES_PORT', 8081, 'the reading sites'),
    mail: await wanted('MAIL_PORT', 8025, 'the mail sink’s page'),
    smtp: await wanted('SMTP_PORT', 1025, 'the mail sink'),
    supportSmtp: process.env.SUPPORT_SMTP_PORT
      ? await wanted('SUPPORT_SMTP_PORT', 1026, 'mail to support')
      : await nextFreePort(1026),
    rabbitmqConsole: process.env.RABBITMQ_CONSOLE_PORT
      ? await wanted('RABBITMQ_CONSOLE_PORT', 15672, 'the RabbitMQ console')
      : await nextFreePort(15672),
  };
}

function show({ addresses, rabbitmq }: System, firstOperator: string | null): void {
  const password = rabbitmq.ports
    ? `user administrator, password: rabbitmqAdministrator in ${join(dir, 'secrets.json')}`
    : 'as RABBITMQ_URL says';
  const rows = [
    ['Application', addresses.application],
    ['Reading sites', addresses.sites],
    ['Mails sent', addresses.mailSink],
    ['Mail to support', `${addresses.supportSmtp}  (for support@kstudio365.com)`],
    ['RabbitMQ console', `${addresses.rabbitmqConsole}  (${password})`],
    [
      'API pages',
      `${addresses.application}/api/account/docs  (also identity, content, browsing, charter, notices)`,
    ],
    ...(firstOperator ? [['First operator', `${firstOperator}  (once)`]] : []),
  ];
  console.log(
    `\nK-Studio is ready: ${addresses.application}   (${progress.seconds().toFixed(0)} s; Ctrl-C stops it)\n`,
  );
  for (const [what, where] of rows) console.log(`  ${(what as string).padEnd(18)}${where}`);
  console.log('');
}
