import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { passwordsIn } from './provisioning.ts';
import { purgeOrdersIn } from './system.ts';

type Reach = {
  dir: string;
  rabbitmqUrl: string;
  managementUrl: string;
  mongodbUrl: string;
  vhost: string;
  databasePrefix: string;
  /** Where purges are remembered, when not in `dir`. */
  purgeOrders?: string;
  /** Where the one copy of the keys of browsing data is, if it is wanted. */
  keys?: string | undefined;
};

/** Runs deploy/backup against a local system's servers, in sight of the person. Resolves to its exit code. */
export function runBackupProgram(verb: 'take' | 'restore', folder: string, reach: Reach): Promise<number> {
  const program = join(import.meta.dirname, '../backup/src/main.ts');
  const keys = reach.keys ? ['--keys', resolve(reach.keys)] : [];
  const child = spawn(process.execPath, ['--conditions=@kstudio/source', program, verb, folder, ...keys], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      PATH: process.env.PATH,
      NODE_OPTIONS: '--disable-warning=ExperimentalWarning',
      RABBITMQ_URL: reach.rabbitmqUrl,
      RABBITMQ_MANAGEMENT_URL: reach.managementUrl,
      MONGODB_URL: reach.mongodbUrl,
      BROKER_VHOST: reach.vhost,
      DATABASE_PREFIX: reach.databasePrefix,
      PASSWORDS_FILE: passwordsIn(reach.dir),
      PURGE_ORDERS_DIR: reach.purgeOrders ?? purgeOrdersIn(reach.dir),
    },
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}
