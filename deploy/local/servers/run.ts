/**
 * Runs RabbitMQ and MongoDB alone until it is told to stop, and writes their addresses to `<folder>/servers.json`:
 * `node --conditions=@kstudio/source deploy/local/servers/run.ts <folder>`.
 */
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { asStartFailure, StartFailure } from '../failure.ts';
import { endLeftovers } from '../processes.ts';
import { Secrets, writePrivate } from '../secrets.ts';
import { type Mongodb, startMongodb } from './mongodb.ts';
import { type Rabbitmq, startRabbitmq } from './rabbitmq.ts';

const folder = resolve(process.argv[2] ?? '.kstudio/servers');
const downloads = resolve(process.argv[3] ?? join(import.meta.dirname, '../../../.kstudio/downloads'));
const addresses = join(folder, 'servers.json');

async function start(): Promise<[Rabbitmq, Mongodb]> {
  await endLeftovers(join(folder, 'processes'));
  const secrets = new Secrets(join(folder, 'secrets.json'));
  const common = { downloads, secrets, say: console.log };
  const rabbitmq = await startRabbitmq({ ...common, dir: join(folder, 'rabbitmq') });
  const mongodb = await startMongodb({ ...common, dir: join(folder, 'mongodb') });
  const content = {
    rabbitmqUrl: rabbitmq.url,
    rabbitmqManagementUrl: rabbitmq.managementUrl,
    mongodbUrl: mongodb.url,
  };
  writePrivate(addresses, `${JSON.stringify(content, null, 2)}\n`);
  return [rabbitmq, mongodb];
}

try {
  const [rabbitmq, mongodb] = await start();
  console.log(`RabbitMQ from ${rabbitmq.origin}, MongoDB from ${mongodb.origin}; addresses in ${addresses}`);
  const stop = async () => {
    rmSync(addresses, { force: true });
    await Promise.all([rabbitmq.close(), mongodb.close()]);
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void stop());
  setInterval(() => {}, 60_000);
} catch (error) {
  const failure = asStartFailure(error);
  if (!(failure instanceof StartFailure)) throw failure;
  console.error(`${failure.message} ${failure.remedy}`);
  process.exitCode = 1;
}
