export { type Audit, type AuditEntry, auditRow, createAudit, prepareAudit } from './audit.ts';
export { AUDIT_TERM, auditTermIsOver, endAuditTerm, scheduleAuditTerm, tellAudit } from './audit-term.ts';
export { changeOne } from './change-one.ts';
export {
  countOf,
  exportOf,
  fingerprintOf,
  type Holding,
  holding,
  modelOf,
  prepareHoldings,
  renewValidators,
} from './holding.ts';
export type { JobDraft } from './job.ts';
export { openDatabase } from './open-database.ts';
export { ownCollections, prepareOwnCollections } from './own-collections.ts';
export { createPurge, type Purge, purgeClient } from './purge.ts';
export { purgedClients } from './purged.ts';
