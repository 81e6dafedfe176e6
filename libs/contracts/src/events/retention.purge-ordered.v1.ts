import { z } from 'zod';
import { defineEvent } from '../define.ts';
import { Category, CharterVersion, ClientId, Instant, OrderId } from '../kinds.ts';

/**
 * These categories of this client are to be deleted. Stage `holders` goes first; `owner` is for the service whose
 * record says where the client can be reached, and so goes last (charter.md, "How we read it" 14).
 */
export const purgeOrdered = defineEvent(
  'retention.purge-ordered',
  1,
  {
    orderId: OrderId,
    clientId: ClientId,
    categories: z.array(Category).min(1),
    reason: z.enum(['term', 'unconfirmed', 'asked']),
    charterVersion: CharterVersion,
    stage: z.enum(['holders', 'owner']),
    orderedAt: Instant,
  },
  { aggregate: 'orderId' },
);
