import { auditPage } from '../audit-page.ts';
import { defineQuestion } from '../define.ts';

/** What identity's audit noted of a client: a page of the hand-over. */
export const identityAuditPage = defineQuestion('identity.audit-page', 1, auditPage);
