import { auditPage } from '../audit-page.ts';
import { defineQuestion } from '../define.ts';

/** What content's audit noted of a client: a page of the hand-over. */
export const contentAuditPage = defineQuestion('content.audit-page', 1, auditPage);
