import { auditPage } from '../audit-page.ts';
import { defineQuestion } from '../define.ts';

/** What notifier's audit noted of a client: a page of the hand-over. */
export const notifierAuditPage = defineQuestion('notifier.audit-page', 1, auditPage);
