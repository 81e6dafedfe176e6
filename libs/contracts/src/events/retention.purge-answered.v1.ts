import { defineEvent } from '../define.ts';
import { purgeAnswer } from '../purge-answer.ts';

/** What retention deleted for a purge order, counted, scanned and signed. */
export const retentionPurgeAnswered = defineEvent('retention.purge-answered', 1, purgeAnswer, {
  aggregate: 'orderId',
});
