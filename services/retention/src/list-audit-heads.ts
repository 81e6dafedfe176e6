import { services } from '@kstudio/contracts';
import type { z } from 'zod';
import type { RetentionDeps } from './deps.ts';
import type { AuditHeads } from './shapes.ts';

/** For operators: how far each service has sealed its audit, and what of it does not fit what it told before. */
export async function listAuditHeads({
  auditHeads,
}: Pick<RetentionDeps, 'auditHeads'>): Promise<z.input<typeof AuditHeads>> {
  const [heads, mismatches] = await Promise.all([auditHeads.list(), auditHeads.mismatches()]);
  return services.map((service) => {
    const known = heads.find((head) => head.service === service);
    return {
      service,
      seq: known?.seq ?? 0,
      at: known?.at.toISOString() ?? null,
      mismatches: mismatches
        .filter((mismatch) => mismatch.service === service)
        .map(({ kind, seq, knownSeq, at }) => ({ kind, seq, knownSeq, at: at.toISOString() })),
    };
  });
}
