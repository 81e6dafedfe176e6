import mongoose from 'mongoose';
import type { WaitingMessage } from './hold-events.ts';
import type { Snapshot } from './snapshot.ts';

/** An event is published within this of its commit while the broker is there; those that took longer are older anyway. */
const longestWaySeconds = 60;

/**
 * Of messages that came about the time of the snapshot, those whose events were written before it. MongoDB's own
 * journal knows when each was; one that is not found there was written long before.
 */
export async function publishedBefore(
  client: mongoose.mongo.MongoClient,
  { clusterTime }: Snapshot,
  messages: readonly WaitingMessage[],
): Promise<WaitingMessage[]> {
  if (messages.length === 0) return [];
  const ids = messages.map(({ properties }) => properties.messageId as never);
  const since = new mongoose.mongo.Timestamp({
    t: clusterTime.getHighBits() - longestWaySeconds,
    i: 0,
  });
  const written = client
    .db('local')
    .collection('oplog.rs')
    .find({
      ts: { $gte: since },
      $or: [
        { op: 'i', 'o._id': { $in: ids } },
        { 'o.applyOps': { $elemMatch: { op: 'i', 'o._id': { $in: ids } } } },
      ],
    });
  const later = new Set<unknown>();
  for await (const { ts, o } of written) {
    if (!(ts as mongoose.mongo.Timestamp).greaterThan(clusterTime)) continue;
    const inserted = (o.applyOps ?? [{ o }]) as { o: { _id: unknown } }[];
    for (const operation of inserted) later.add(operation.o._id);
  }
  return messages.filter(({ properties }) => !later.has(properties.messageId));
}
