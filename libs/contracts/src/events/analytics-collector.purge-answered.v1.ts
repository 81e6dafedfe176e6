import { defineEvent } from '../define.ts';
import { purgeAnswer } from '../purge-answer.ts';

/** What analytics-collector deleted for a purge order, counted, scanned and signed. */
export const analyticsCollectorPurgeAnswered = defineEvent(
  'analytics-collector.purge-answered',
  1,
  purgeAnswer,
  { aggregate: 'orderId' },
);
