import { auditHead } from '../audit-head.ts';
import { defineEvent } from '../define.ts';

/** How far identity has chained its audit, so that a past written again is found out elsewhere. */
export const identityAuditSealed = defineEvent('identity.audit-sealed', 1, auditHead, {
  aggregate: 'service',
});
