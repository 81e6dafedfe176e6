import { randomBytes } from 'node:crypto';
import type mongoose from 'mongoose';

const DAY_MS = 24 * 3_600_000;

interface SaltRow {
  /** The day, counted from 1970 in real time. */
  _id: number;
  salt: string;
}

/**
 * The day's salt, the same for all replicas of a service and kept no longer than the day: what was hashed with it
 * can be compared with nothing later.
 */
export function dailySalt(db: mongoose.Connection, realTime: { now(): number }): () => Promise<string> {
  const rows = db.collection<SaltRow>('rate-limit-salts');
  let today: SaltRow | null = null;
  return async () => {
    const day = Math.floor(realTime.now() / DAY_MS);
    if (today?._id === day) return today.salt;
    const fresh = { $setOnInsert: { salt: randomBytes(16).toString('hex') } };
    today = await rows.findOneAndUpdate({ _id: day }, fresh, { upsert: true, returnDocument: 'after' });
    await rows.deleteMany({ _id: { $lt: day } });
    return today!.salt;
  };
}
