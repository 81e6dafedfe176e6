import { defineEvent } from '../define.ts';
import { CharterVersion, ClientId, Instant } from '../kinds.ts';

/**
 * A substantial change must be told to this client's manager: `charterVersion` applies to her thirty days after that
 * was delivered, and never before `effectiveAt` (clause 7.change-notice).
 */
export const charterNoticeDue = defineEvent('retention.charter-notice-due', 1, {
  clientId: ClientId,
  charterVersion: CharterVersion,
  effectiveAt: Instant,
});
