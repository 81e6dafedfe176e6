import type mongoose from 'mongoose';

/** MongoDB's code for a collection that exists: a replica that starts at the same time may win. */
const NAMESPACE_EXISTS = 48;

/** Makes the collections that are not there yet. Not for the inside of a transaction. */
export async function createMissing(
  db: mongoose.Connection,
  wanted: readonly { name: string; validator?: Record<string, unknown> }[],
): Promise<void> {
  const existing = await db.db!.listCollections({}, { nameOnly: true }).toArray();
  const there = new Set(existing.map(({ name }) => name));
  for (const { name, ...options } of wanted.filter((one) => !there.has(one.name))) {
    await db.createCollection(name, options).catch((error: { code?: number }) => {
      if (error.code !== NAMESPACE_EXISTS) throw error;
    });
  }
}
