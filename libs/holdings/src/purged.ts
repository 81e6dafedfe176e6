import type mongoose from 'mongoose';
import { fingerprintOf } from './holding.ts';

/** What a service keeps of a purged client: a hash, so that nothing late can bring it back. */
export interface PurgedRow {
  _id: string;
  orderId: string;
}

/** Tells whether a client is purged, or is being purged now: nothing of it may be written any more. */
export const purgedClients =
  (db: mongoose.Connection) =>
  async (clientId: string): Promise<boolean> =>
    (await db.collection<PurgedRow>('purged').findOne({ _id: fingerprintOf(clientId) })) !== null;
