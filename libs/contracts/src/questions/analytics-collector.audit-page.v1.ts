import { auditPage } from '../audit-page.ts';
import { defineQuestion } from '../define.ts';

/** What analytics-collector's audit noted of a client: a page of the hand-over. */
export const analyticsCollectorAuditPage = defineQuestion('analytics-collector.audit-page', 1, auditPage);
