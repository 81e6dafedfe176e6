/**
 * `npm run backup -- <folder> [--keys <folder>]`: a backup of the running system into a new folder below it, while people
 * go on working; the one copy of the keys of browsing data is replaced where it is wanted.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runBackupProgram } from './backup-program.ts';
import { readDoors } from './doors.ts';
import { report } from './ending.ts';
import { StartFailure } from './failure.ts';

const dir = resolve(process.env.KSTUDIO_DIR ?? join(import.meta.dirname, '../../.kstudio'));
const { positionals, values } = parseArgs({ allowPositionals: true, options: { keys: { type: 'string' } } });
const [into] = positionals;
try {
  if (!into)
    throw new StartFailure('Where is the backup to go?', 'npm run backup -- <folder> [--keys <folder>]');
  const { rabbitmq, rabbitmqManagement, mongodb, vhost, databasePrefix } = readDoors(dir);
  const folder = resolve(into);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  process.exitCode = await runBackupProgram('take', folder, {
    ...{ dir, vhost, databasePrefix },
    rabbitmqUrl: rabbitmq,
    managementUrl: rabbitmqManagement,
    mongodbUrl: mongodb,
    keys: values.keys,
  });
} catch (error) {
  report(error);
  process.exitCode = 1;
}
