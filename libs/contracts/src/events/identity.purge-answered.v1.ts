import { defineEvent } from '../define.ts';
import { purgeAnswer } from '../purge-answer.ts';

/** What identity deleted for a purge order, counted, scanned and signed. */
export const identityPurgeAnswered = defineEvent('identity.purge-answered', 1, purgeAnswer, {
  aggregate: 'orderId',
});
