/** `npm run backup -- <folder>`: a backup of the running system into a new folder below it, while people go on working. */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runBackupProgram } from './backup-program.ts';
import { readDoors } from './doors.ts';
import { report } from './ending.ts';
import { StartFailure } from './failure.ts';

const dir = resolve(process.env.KSTUDIO_DIR ?? join(import.meta.dirname, '../../.kstudio'));
const [into] = process.argv.slice(2);
try {
  if (!into) throw new StartFailure('Where is the backup to go?', 'npm run backup -- <folder>');
  const { rabbitmq, rabbitmqManagement, mongodb, vhost, databasePrefix } = readDoors(dir);
  const folder = resolve(into);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  process.exitCode = await runBackupProgram('take', folder, {
    ...{ dir, vhost, databasePrefix },
    rabbitmqUrl: rabbitmq,
    managementUrl: rabbitmqManagement,
    mongodbUrl: mongodb,
  });
} catch (error) {
  report(error);
  process.exitCode = 1;
}
