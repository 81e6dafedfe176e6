import { setTimeout as wait } from 'node:timers/promises';
import mongoose from 'mongoose';

/**
 * Connects to a service's own database. Tries again for so many seconds: in a cluster the services start beside the step
 * that makes their users. Throws what was the matter last.
 */
export async function openDatabase(
  url: string,
  seconds: number,
  realTime: { now(): number },
): Promise<mongoose.Connection> {
  const end = realTime.now() + seconds * 1_000;
  for (;;) {
    try {
      return await mongoose.createConnection(url, { serverSelectionTimeoutMS: 10_000 }).asPromise();
    } catch (error) {
      if (realTime.now() >= end) throw error;
      await wait(1_000);
    }
  }
}
