/**
 * `npm run restore -- <backup> [--purges <folder>] [--keys <folder>]`: restores a backup into this folder's empty system, which is not
 * running, and carries out again what was purged since. `npm start` takes it up from there.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runBackupProgram } from './backup-program.ts';
import { build } from './build.ts';
import { endCommands } from './commands.ts';
import { report, stopOnSignal } from './ending.ts';
import { StartFailure } from './failure.ts';
import { release, take } from './lock.ts';
import { Progress } from './progress.ts';
import { withGround } from './system.ts';

const root = resolve(import.meta.dirname, '../..');
const dir = resolve(process.env.KSTUDIO_DIR ?? join(root, '.kstudio'));
const lock = join(dir, 'running.lock');
const stopping = new AbortController();
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { purges: { type: 'string' }, keys: { type: 'string' } },
});

stopOnSignal(async () => {
  stopping.abort();
  endCommands();
  await work.catch(() => {});
});
const work = restore();
await work.catch((error: unknown) => {
  report(error);
  process.exitCode = 1;
});
process.exit();

async function restore(): Promise<void> {
  const [backup] = positionals;
  if (!backup)
    throw new StartFailure(
      'Which backup?',
      'npm run restore -- <backup> [--purges <folder>] [--keys <folder>]',
    );
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  if (!take(lock))
    throw new StartFailure('K-Studio runs from this folder.', 'Stop it first: it must take no traffic.');
  const { say } = new Progress();
  const downloads = process.env.KSTUDIO_DOWNLOADS ?? join(root, '.kstudio/downloads');
  try {
    await build(root, say);
    await withGround({ dir, downloads, say, signal: stopping.signal }, async (ground) => {
      const code = await runBackupProgram('restore', resolve(backup), {
        ...ground,
        rabbitmqUrl: ground.rabbitmq.url,
        managementUrl: ground.rabbitmq.managementUrl,
        mongodbUrl: ground.mongodb.url,
        keys: values.keys,
        ...(values.purges ? { purgeOrders: resolve(values.purges) } : {}),
      });
      if (code !== 0) process.exitCode = code;
      else console.log('npm start takes it up.');
    });
  } finally {
    release(lock);
  }
}
