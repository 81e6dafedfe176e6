import type { EventDraft } from '@kstudio/contracts';
import type mongoose from 'mongoose';
import type { TraceHeaders } from './trace.ts';

/** An event on its way out. The three times but `occurredAt` are real time. */
export type OutboxRow = {
  /** The event's id. */
  _id: string;
  key: string;
  data: EventDraft['data'];
  occurredAt: Date;
  writtenAt: Date;
  /** Not to be published before: moved on when the broker gave it back. */
  readyAt: Date;
  /** The replica that sends it at once; any other does when it has been ready for 5 s. */
  replica: string;
  correlationId?: string;
  trace: TraceHeaders;
  /** How many times the broker gave it back as unroutable. */
  returns?: number;
};

/** An event whose effect is in this database. `at` is real time. */
export type InboxRow = { _id: { consumer: string; event: string }; at: Date };

export type Outbox = mongoose.mongo.Collection<OutboxRow>;
export type Inbox = mongoose.mongo.Collection<InboxRow>;
export type BusCollections = { outbox: Outbox; inbox: Inbox };

/**
 * Makes the two collections and their indexes; at start, never inside a transaction. The outbox has none but its
 * ids, which are in the order of time: an index costs each event two writes, and its rows are few.
 */
export async function createBusCollections(db: mongoose.mongo.Db): Promise<BusCollections> {
  const outbox: Outbox = db.collection('outbox');
  const inbox: Inbox = db.collection('inbox');
  await outbox.createIndex({ _id: 1 });
  await inbox.createIndex({ at: 1 });
  return { outbox, inbox };
}

/** Forgets events applied before `before` (real time); later a repeat would be applied again, so keep 30 days. */
export async function forgetInbox(inbox: Inbox, before: Date): Promise<number> {
  return (await inbox.deleteMany({ at: { $lt: before } })).deletedCount;
}
