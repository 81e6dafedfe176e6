import { defineEvent } from '../define.ts';
import { ClientId, Instant } from '../kinds.ts';

/** The manager of an archive asks for the link to its one door; it is good until `until`. */
export const archiveDoorAsked = defineEvent('account.archive-door-asked', 1, {
  clientId: ClientId,
  until: Instant,
});
