import type { Tx } from '@kstudio/chassis';
import type { DataOf, ReceivedEvent, retentionAuditSealed } from '@kstudio/contracts';
import type { RetentionDeps } from './deps.ts';
import { judgeHead } from './judge-head.ts';

/**
 * Remembers how far a service has sealed its audit. One that tells another past than before is found out here: it is
 * kept as a violation, noted in this service's own audit, and shown to operators.
 * @enforces 6.safeguards
 */
export async function keepAuditHead(
  { auditHeads, log }: Pick<RetentionDeps, 'auditHeads' | 'log'>,
  tx: Tx,
  {
    data: { service, version: seq, head },
    occurredAt: at,
  }: ReceivedEvent<DataOf<typeof retentionAuditSealed>>,
): Promise<void> {
  const told = { service, seq, head, at };
  const known = await auditHeads.find(tx, service);
  const verdict = judgeHead(known, told);
  if (verdict === 'nothing') return;
  if (verdict === 'news' || !known) return auditHeads.keep(tx, told);
  log.error({ service, seq, reason: verdict }, 'an audit tells another past than before');
  await auditHeads.accuse(tx, { ...told, kind: verdict, knownSeq: known.seq, knownHead: known.head });
  tx.audit({ action: 'audit-head-mismatch', outcome: 'refused', target: service });
}
