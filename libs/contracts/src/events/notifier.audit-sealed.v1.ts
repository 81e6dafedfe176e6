import { auditHead } from '../audit-head.ts';
import { defineEvent } from '../define.ts';

/** How far notifier has chained its audit, so that a past written again is found out elsewhere. */
export const notifierAuditSealed = defineEvent('notifier.audit-sealed', 1, auditHead, {
  aggregate: 'service',
});
