import { setTimeout as wait } from 'node:timers/promises';
import { loadConfig, realTime } from '@kstudio/chassis';
import { z } from 'zod';
import { management } from './broker.ts';
import { databaseAnswers, foundMongodb } from './found-mongodb.ts';

/**
 * Runs before provisioning in a cluster: founds MongoDB's replica set where it is told to, and ends when the database
 * and the broker's management answer their administrators. Idempotent. Gives up after WAIT_SECONDS, saying why.
 */
const config = loadConfig(
  z.object({
    RABBITMQ_MANAGEMENT_URL: z.url({ protocol: /^https?$/ }),
    MONGODB_URL: z.url({ protocol: /^mongodb(\+srv)?$/ }),
    WAIT_SECONDS: z.coerce.number().positive().default(600),
    /** `host:port` of the one member of a replica set that is to be founded, and the key that members share. */
    MONGODB_MEMBER: z.string().optional(),
    MONGODB_KEY: z.string().optional(),
  }),
);
const end = realTime.now() + config.WAIT_SECONDS * 1_000;

/** Tries until it works or time is up; then throws what was the matter last. */
async function until(what: string, attempt: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await attempt();
      process.stdout.write(`${what} answers\n`);
      return;
    } catch (error) {
      if (realTime.now() >= end) throw error;
      await wait(1_000);
    }
  }
}

const { MONGODB_MEMBER: member, MONGODB_KEY: key, MONGODB_URL: url } = config;
if (member && key) {
  await until('the replica set', () => foundMongodb({ member, key, administrator: new URL(url) }));
}
await until('MongoDB', () => databaseAnswers(url));
await until('RabbitMQ', () => management(config.RABBITMQ_MANAGEMENT_URL)('GET', ['whoami']));
