import { auditHead } from '../audit-head.ts';
import { defineEvent } from '../define.ts';

/** How far retention has chained its audit, so that a past written again is found out elsewhere. */
export const retentionAuditSealed = defineEvent('retention.audit-sealed', 1, auditHead, {
  aggregate: 'service',
});
