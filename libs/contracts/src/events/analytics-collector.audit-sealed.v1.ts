import { auditHead } from '../audit-head.ts';
import { defineEvent } from '../define.ts';

/** How far analytics-collector has chained its audit, so that a past written again is found out elsewhere. */
export const analyticsCollectorAuditSealed = defineEvent('analytics-collector.audit-sealed', 1, auditHead, {
  aggregate: 'service',
});
