import { defineEvent } from '../define.ts';
import { purgeAnswer } from '../purge-answer.ts';

/** What content deleted for a purge order, counted, scanned and signed. */
export const contentPurgeAnswered = defineEvent('content.purge-answered', 1, purgeAnswer, {
  aggregate: 'orderId',
});
