import { defineEvent } from '../define.ts';
import { ClientId, Instant, Sha256 } from '../kinds.ts';

/**
 * A client who had ended came back as a subscriber: nothing of hers has a date of death any more. `ticketHash` is the
 * SHA-256 of the ticket with which her manager signs in again; null within the grace, where she still can.
 */
export const subscriptionResumed = defineEvent('account.subscription-resumed', 1, {
  clientId: ClientId,
  resumedAt: Instant,
  ticketHash: Sha256.nullable(),
});
