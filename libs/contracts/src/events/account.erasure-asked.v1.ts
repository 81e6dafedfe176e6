import { defineEvent } from '../define.ts';
import { ClientId, Instant } from '../kinds.ts';

/** The manager of a client who ended asks that everything goes at `eraseAt` (GDPR 28(3)(g)); null: she took it back. */
export const erasureAsked = defineEvent('account.erasure-asked', 1, {
  clientId: ClientId,
  eraseAt: Instant.nullable(),
});
