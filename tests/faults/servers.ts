import { join, resolve } from 'node:path';
import { startMongodb } from '../../deploy/local/servers/mongodb.ts';
import { type Rabbitmq, startRabbitmq } from '../../deploy/local/servers/rabbitmq.ts';
import { servers } from '../support/servers.ts';

type Addresses = ReturnType<typeof servers>;

const home = resolve(import.meta.dirname, '../../.kstudio');
/** What is fetched once is shared with `npm start` and `npm test`. */
const downloads = process.env.TEST_DOWNLOADS ?? join(home, 'downloads');

/** The servers of `npm test` when it started this, else some of our own. */
export async function borrowServers(): Promise<{ addresses: Addresses; giveBack(): Promise<void> }> {
  if (process.env.TEST_MONGODB_URL) return { addresses: servers(), giveBack: async () => undefined };
  const dir = join(home, 'faults');
  const mongodb = await startMongodb({ dir: join(dir, 'mongodb'), downloads, say: console.log });
  const rabbitmq = await startRabbitmq({ dir: join(dir, 'rabbitmq'), downloads, say: console.log });
  return {
    addresses: {
      rabbitmqUrl: rabbitmq.url,
      managementUrl: rabbitmq.managementUrl,
      mongodbUrl: mongodb.url,
    },
    giveBack: async () => void (await Promise.all([rabbitmq.close(), mongodb.close()])),
  };
}

/** A broker of our own, to be stopped without hurting anybody; RABBITMQ_URL, which is somebody's, is not asked. */
export async function privateBroker(dir: string): Promise<Rabbitmq> {
  const given = process.env.RABBITMQ_URL;
  delete process.env.RABBITMQ_URL;
  try {
    return await startRabbitmq({ dir, downloads });
  } finally {
    if (given !== undefined) process.env.RABBITMQ_URL = given;
  }
}
