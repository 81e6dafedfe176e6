import { z } from 'zod';
import { defineQuestion } from '../define.ts';
import { ClientId, Instant } from '../kinds.ts';

/**
 * What the owner itself knows of a subscription: asked before anything is destroyed (architecture, invariant 3).
 * `lapsed`: nobody confirmed in time, and from this answer on nobody can; it stands beside `pending` alone.
 */
export const subscriptionState = defineQuestion('account.subscription-state', 1, {
  in: z.strictObject({ clientId: ClientId }),
  out: z.discriminatedUnion('found', [
    z.strictObject({ found: z.literal(false) }),
    z.strictObject({
      found: z.literal(true),
      state: z.enum(['pending', 'active', 'ending', 'archive', 'gone']),
      endedAt: Instant.optional(),
      /** Her manager asked that everything goes then. */
      eraseAt: Instant.optional(),
      lapsed: z.literal(true).optional(),
    }),
  ]),
});
