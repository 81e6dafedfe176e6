import { defineEvent } from '../define.ts';
import { purgeAnswer } from '../purge-answer.ts';

/** What account deleted for a purge order, counted, scanned and signed. */
export const accountPurgeAnswered = defineEvent('account.purge-answered', 1, purgeAnswer, {
  aggregate: 'orderId',
});
