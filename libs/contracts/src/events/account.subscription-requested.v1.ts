import { defineEvent } from '../define.ts';
import { CharterVersion, ClientId, Instant } from '../kinds.ts';

/** A company asked to subscribe; its manager has not confirmed yet, and has 7 days from `requestedAt`. */
export const subscriptionRequested = defineEvent('account.subscription-requested', 1, {
  clientId: ClientId,
  requestedAt: Instant,
  charterVersion: CharterVersion,
});
