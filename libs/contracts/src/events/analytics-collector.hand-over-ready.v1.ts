import { defineEvent } from '../define.ts';
import { ClientId, HandOverId, Instant } from '../kinds.ts';

/** What was collected is ready to be handed over to the manager who asked (4.browsing-handover), until `until`. */
export const handOverReady = defineEvent('analytics-collector.hand-over-ready', 1, {
  clientId: ClientId,
  handOverId: HandOverId,
  until: Instant,
});
