import { services } from '@kstudio/contracts';
import { createAudit } from '../../libs/holdings/src/audit.ts';
import { type Evidence, type Finding, lost, twice } from './verdict.ts';

/** What a company's own acts leave in the audit of a service: at most one row each, and one for each that was answered. */
const once = ['subscription-requested', 'subscription-confirmed', 'subscription-ended'];

/** Chains are whole, retention knows their heads, and acts stand in them once. */
export async function judgeAudit({ system, companies }: Evidence): Promise<Finding[]> {
  const findings: Finding[] = [];
  const heads = await system
    .db('retention')
    .collection<{ _id: string; seq: number }>('audit-heads')
    .find()
    .toArray();
  for (const service of services) {
    const verdict = await createAudit({
      collection: (name: string) => system.db(service).collection(name),
    } as never).verify();
    if (!verdict.intact) findings.push(lost(`the audit of ${service} is broken at ${verdict.brokenAt}`));
    const known = heads.find(({ _id }) => _id === service)?.seq ?? 0;
    if (known !== verdict.sealed) {
      findings.push(lost(`retention knows the audit of ${service} up to ${known} of ${verdict.sealed}`));
    }
  }
  const rows = await system.db('account').collection('audit').find().toArray();
  const acts = Map.groupBy(rows, ({ details }) => `${details.action} ${details.clientId}`);
  for (const [act, of] of acts) {
    if (of.length > 1 && once.includes(act.split(' ')[0] ?? ''))
      findings.push(twice(`${of.length} audit rows ${act}`));
  }
  for (const { clientIds, confirmed, ended } of companies) {
    const answered = [clientIds.length > 0, confirmed, ended !== null];
    for (const [index, action] of once.entries()) {
      if (answered[index] && !acts.has(`${action} ${clientIds[0]}`))
        findings.push(lost(`no audit row ${action} ${clientIds[0]}`));
    }
  }
  return findings;
}
