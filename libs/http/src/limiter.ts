import type mongoose from 'mongoose';
import { RateLimiterMongo, RateLimiterRes } from 'rate-limiter-flexible';
import { problems } from './problem.ts';

/** Bounds how often something may be tried, over all replicas and by real time. Throws too-many-requests. */
export interface Limiter {
  /** Counts one try. */
  consume(key: string): Promise<void>;
  /** Throws where no try is left, without counting one. */
  check(key: string): Promise<void>;
  /** Forgets the tries of a key. */
  forgive(key: string): Promise<void>;
}

/** A limiter in the service's own database; what it is about is kept as `hash` says, never as it stands. */
export function createLimiter(
  db: mongoose.Connection,
  name: string,
  { points, seconds }: { points: number; seconds: number },
  hash: (key: string) => string | Promise<string>,
): Limiter {
  const limiter = new RateLimiterMongo({
    storeClient: db.getClient(),
    dbName: db.name,
    tableName: 'rate-limits',
    keyPrefix: name,
    points,
    duration: seconds,
    disableIndexesCreation: true,
  });
  const refuse = (left: RateLimiterRes) =>
    problems.tooMany(Math.max(1, Math.ceil(left.msBeforeNext / 1_000)));
  return {
    async consume(key) {
      await limiter.consume(await hash(key)).catch((refused: unknown) => {
        throw refused instanceof RateLimiterRes ? refuse(refused) : refused;
      });
    },
    async check(key) {
      const used = await limiter.get(await hash(key));
      if (used && used.consumedPoints >= points && used.msBeforeNext > 0) throw refuse(used);
    },
    forgive: async (key) => void (await limiter.delete(await hash(key))),
  };
}

/** Makes the index of the counts: without it, tries that come together begin one count each, and too many pass. */
export async function prepareLimits(db: mongoose.Connection): Promise<void> {
  await db.collection('rate-limits').createIndex({ key: 1 }, { unique: true });
}
