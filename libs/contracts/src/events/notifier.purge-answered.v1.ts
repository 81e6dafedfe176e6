import { defineEvent } from '../define.ts';
import { purgeAnswer } from '../purge-answer.ts';

/** What notifier deleted for a purge order, counted, scanned and signed. */
export const notifierPurgeAnswered = defineEvent('notifier.purge-answered', 1, purgeAnswer, {
  aggregate: 'orderId',
});
