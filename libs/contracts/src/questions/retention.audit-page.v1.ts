import { auditPage } from '../audit-page.ts';
import { defineQuestion } from '../define.ts';

/** What retention's audit noted of a client: a page of the hand-over. */
export const retentionAuditPage = defineQuestion('retention.audit-page', 1, auditPage);
