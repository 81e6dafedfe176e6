import type { Tx } from '@kstudio/chassis';
import type { DataOf, retentionAuditSealed } from '@kstudio/contracts';
import type { RetentionDeps } from './deps.ts';

/**
 * Remembers how far a service has sealed its audit: one that writes its own past again is found out here.
 * @enforces 6.safeguards
 */
export async function keepAuditHead(
  { auditHeads }: Pick<RetentionDeps, 'auditHeads'>,
  tx: Tx,
  { service, version: seq, head }: DataOf<typeof retentionAuditSealed>,
): Promise<void> {
  await auditHeads.keep(tx, { service, seq, head, at: tx.now });
}
