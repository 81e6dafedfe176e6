import { parseArgs } from 'node:util';
import { config } from './config.ts';
import type { Doors } from './doors.ts';
import { restoreBackup } from './restore.ts';
import { takeBackup } from './take.ts';

/**
 * `main.js take <folder>`: a backup into a new folder below it. `main.js restore <backup>`: into an empty system.
 * With `--keys <folder>` the one copy of the keys of browsing data is replaced, or brought back.
 */
const { positionals, values } = parseArgs({ allowPositionals: true, options: { keys: { type: 'string' } } });
const [verb, folder] = positionals;
const broker = new URL(config.RABBITMQ_URL);
broker.pathname = encodeURIComponent(config.BROKER_VHOST);
const doors: Doors = {
  broker: {
    url: broker.href,
    managementUrl: config.RABBITMQ_MANAGEMENT_URL,
    vhost: config.BROKER_VHOST,
  },
  mongodbUrl: config.MONGODB_URL,
  databasePrefix: config.DATABASE_PREFIX,
  brokerPasswords: config.brokerPasswords,
  purgeOrders: config.PURGE_ORDERS_DIR,
};

try {
  await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

async function main(): Promise<void> {
  if (verb === 'take' && folder) {
    const { folder: made, manifest, ...cleared } = await takeBackup(doors, folder, values.keys, stopped());
    const documents = manifest.collections.reduce((sum, one) => sum + one.documents, 0);
    for (const old of cleared.abandoned) console.log(`Removed, having been broken off: ${old}`);
    for (const old of cleared.removed) console.log(`Removed, being more than thirty days old: ${old}`);
    console.log(
      `${documents} documents and ${manifest.messages.count} events on their way, as of one moment.`,
    );
    console.log(`Backup: ${made}`);
  } else if (verb === 'restore' && folder) {
    const { manifest, purgesRunAgain } = await restoreBackup(doors, folder, values.keys);
    console.log(
      `Restored and compared: ${manifest.collections.length} collections, as of ${manifest.takenAt}.`,
    );
    console.log(`Purges carried out again: ${purgesRunAgain}.`);
  } else {
    throw new Error('Say what is to be done: take <folder>, or restore <backup>.');
  }
}

/** A person's Ctrl-C, or a cluster's patience: the backup ends without leaving half of one behind. */
function stopped(): AbortSignal {
  const leave = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () =>
      leave.abort(new Error('Stopped: no backup was made, and nothing is left of it.')),
    );
  return leave.signal;
}
