import { judgeAudit } from './judge-audit.ts';
import { judgeCompanies } from './judge-companies.ts';
import { judgeEvents } from './judge-events.ts';
import { judgeMails } from './judge-mails.ts';
import type { Evidence, Finding } from './verdict.ts';

/** Compares what was acknowledged with what the six services hold. Run it when the system is quiet. */
export async function judge(evidence: Evidence): Promise<Finding[]> {
  const findings = await Promise.all([
    judgeCompanies(evidence),
    judgeEvents(evidence),
    judgeAudit(evidence),
    judgeMails(evidence),
  ]);
  return findings.flat();
}
