import { z } from 'zod';
import { defineEvent } from '../define.ts';
import { ClientId, Instant } from '../kinds.ts';

/** The subscription is over: the five years of clause 5.subscription-term begin at `endedAt`. */
export const subscriptionEnded = defineEvent('account.subscription-ended', 1, {
  clientId: ClientId,
  endedAt: Instant,
  reason: z.enum(['cancelled', 'expired', 'breach-of-terms']),
});
