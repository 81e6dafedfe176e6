import type { ClauseId } from '@kstudio/charter';
import type { RetentionDeps } from './deps.ts';

/** A purge that is due, waits for nobody and has not been ordered a day later is overdue. */
const OVERDUE_MS = 86_400_000;

/** What this service can see of violations, by clause; a clause that is not here is counted by nobody yet. */
export async function countViolations({
  auditHeads,
  clock,
  terms,
}: Pick<RetentionDeps, 'auditHeads' | 'clock' | 'terms'>): Promise<Partial<Record<ClauseId, number>>> {
  const before = new Date(clock.now().getTime() - OVERDUE_MS);
  const [mismatches, overdue] = await Promise.all([auditHeads.countMismatches(), terms.countOverdue(before)]);
  return { '5.subscription-term': overdue, '6.safeguards': mismatches };
}
