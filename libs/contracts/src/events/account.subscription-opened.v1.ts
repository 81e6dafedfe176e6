import { defineEvent } from '../define.ts';
import { CharterVersion, ClientId, Instant, Sha256 } from '../kinds.ts';

/** The manager confirmed: the space may open. `ticketHash` is the SHA-256 of her one-time sign-in ticket. */
export const subscriptionOpened = defineEvent('account.subscription-opened', 1, {
  clientId: ClientId,
  openedAt: Instant,
  charterVersion: CharterVersion,
  ticketHash: Sha256,
});
