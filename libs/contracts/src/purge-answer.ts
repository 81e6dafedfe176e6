import { z } from 'zod';
import { Category, Count, EdPublicKey, EdSignature, HoldingName, Instant, OrderId, Sha256 } from './kinds.ts';

/** What each service answers to a purge order: its counts, its raw scan, and its signature over them. */
export const purgeAnswer = {
  orderId: OrderId,
  clientFingerprint: Sha256,
  holdings: z.array(z.strictObject({ name: HoldingName, category: Category, deleted: Count })),
  scan: z.strictObject({ collections: Count, documents: Count, found: Count }),
  finishedAt: Instant,
  publicKey: EdPublicKey,
  signature: EdSignature,
};
