import { auditPage } from '../audit-page.ts';
import { defineQuestion } from '../define.ts';

/** What account's audit noted of a client: a page of the hand-over. */
export const accountAuditPage = defineQuestion('account.audit-page', 1, auditPage);
