import { join } from 'node:path';
import { run } from './commands.ts';
import { servicePasswords } from './environments.ts';
import { StartFailure } from './failure.ts';
import { type Secrets, writePrivate } from './secrets.ts';

export type ProvisioningOptions = {
  dir: string;
  root: string;
  secrets: Secrets;
  rabbitmqUrl: string;
  managementUrl: string;
  mongodbUrl: string;
  vhost: string;
  databasePrefix: string;
  duringRestore: boolean;
};

/** The services' passwords at broker and database, as provisioning reads them. */
export const passwordsIn = (dir: string) => join(dir, 'passwords.json');

/** Runs the provisioning program: users, topology and databases for the services, whose addresses it writes down. */
export async function provision(options: ProvisioningOptions): Promise<void> {
  const passwords = passwordsIn(options.dir);
  writePrivate(passwords, JSON.stringify(servicePasswords(options.secrets)));
  const result = await run(process.execPath, [join(options.root, 'deploy/provision/dist/main.js')], {
    env: {
      ...process.env,
      RABBITMQ_URL: options.rabbitmqUrl,
      RABBITMQ_MANAGEMENT_URL: options.managementUrl,
      MONGODB_URL: options.mongodbUrl,
      BROKER_VHOST: options.vhost,
      DATABASE_PREFIX: options.databasePrefix,
      PASSWORDS_FILE: passwords,
      ADDRESSES_DIR: join(options.dir, 'addresses'),
      ...(options.duringRestore ? { DURING_RESTORE: 'yes' } : {}),
    },
  });
  if (result.ok) return;
  const log = join(options.dir, 'logs/provisioning.log');
  writePrivate(log, result.stdout + result.stderr);
  const words = /^\w*Error: (.*)$/m.exec(result.stderr)?.[1] ?? result.stderr.trim().split('\n').at(-1) ?? '';
  throw new StartFailure(
    `Provisioning RabbitMQ and MongoDB failed: ${words.slice(0, 300)}`,
    `Its log: ${log}`,
  );
}
