/**
 * `npm run load -- smoke [--url <address> [--mail <mail sink>]]`: sends the load of `<name>.k6.ts` to the running
 * system. The summaries are `.kstudio/load/<name>.json` and `<name>.junit.xml`. Exit code 0: every threshold held.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { StartFailure } from '../../deploy/local/failure.ts';
import { findK6, type K6 } from './k6.ts';
import { type Target, targetOf } from './target.ts';

const root = resolve(import.meta.dirname, '../..');
const home = join(root, '.kstudio');
const scripts = () =>
  readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.k6.ts'))
    .map((file) => file.slice(0, -'.k6.ts'.length));

function scriptOf(name: string | undefined): string {
  const file = join(import.meta.dirname, `${name}.k6.ts`);
  if (name && existsSync(file)) return file;
  throw new StartFailure(
    name ? `There is no load called ${name}.` : 'Which load?',
    `Choose: ${scripts().join(', ')}.`,
  );
}

/** Runs k6 to its end and gives its exit code: 0 when every threshold held, 99 when one did not. */
async function send(k6: K6, script: string, name: string, target: Target): Promise<number> {
  const summaries = join(home, 'load');
  mkdirSync(summaries, { recursive: true });
  const facts = { APPLICATION: target.application, MAIL_SINK: target.mailSink ?? '', SUMMARIES: summaries };
  const env = Object.entries({ ...facts, NAME: name }).flatMap(([key, value]) => [
    '--env',
    `${key}=${value}`,
  ]);
  const child = spawn(k6.command, [...k6.before, 'run', '--no-usage-report', '--quiet', ...env, script], {
    stdio: 'inherit',
    cwd: root,
    env: { ...process.env, K6_AUTO_EXTENSION_RESOLUTION: 'false' },
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill(signal));
  return new Promise((done, fail) => child.once('error', fail).once('exit', (code) => done(code ?? 1)));
}

try {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { url: { type: 'string' }, mail: { type: 'string' } },
  });
  const script = scriptOf(positionals[0]);
  const target = targetOf(values, process.env.KSTUDIO_READY ?? join(home, 'ready.json'));
  const k6 = await findK6(join(home, 'downloads'), root, console.log);
  console.log(`${positionals[0]} → ${target.application}, by k6 from ${k6.where}`);
  process.exitCode = await send(k6, script, positionals[0]!, target);
} catch (error) {
  if (!(error instanceof StartFailure)) throw error;
  console.error(`${error.message} ${error.remedy}`);
  process.exitCode = 1;
}
