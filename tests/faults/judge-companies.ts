import { services } from '@kstudio/contracts';
import { samples } from '../../services/content/src/samples/index.ts';
import type { Told } from './company.ts';
import {
  demandOne,
  type Evidence,
  type Finding,
  grouped,
  lost,
  type Row,
  type Rows,
  twice,
} from './verdict.ts';

/** What each company was told holds in every service: each thing is there, and there once. */
export async function judgeCompanies({ system, companies }: Evidence): Promise<Finding[]> {
  const held = {
    clients: await grouped(system, 'account', 'clients', '_id'),
    invited: await grouped(system, 'identity', 'memberships', 'clientId'),
    audit: await system.db('identity').collection('audit').find().toArray(),
    terms: await grouped(system, 'retention', 'terms', '_id'),
    notices: await grouped(system, 'notifier', 'notices', 'clientId'),
    spaces: await grouped(system, 'content', 'spaces', '_id'),
    contents: await grouped(system, 'content', 'contents', 'clientId'),
    known: await grouped(system, 'analytics-collector', 'clients', '_id'),
  };
  const people = await grouped(system, 'identity', 'people', 'email');
  const emails = Map.groupBy([...held.clients.values()].flat(), (row) => row.manager.email);
  const found = companies.flatMap((told) => {
    const clientId = told.clientIds[0];
    if (clientId === undefined) return [];
    return [
      ...(new Set(told.clientIds).size > 1
        ? [twice(`${told.email} was told ${new Set(told.clientIds).size} clients`)]
        : []),
      ...demandOne(emails.get(told.email)?.length ?? 0, `client of ${told.email}`),
      ...(told.confirmed ? demandOne(people.get(told.email)?.length ?? 0, `person ${told.email}`) : []),
      ...(new Set(told.personIds).size > 1 ? [twice(`${told.email} is several people`)] : []),
      ...judgeState(told, held.clients.get(clientId)?.[0]),
      ...judgeTerms(told, held.terms.get(clientId) ?? []),
      ...judgeNotices(told, held.notices.get(clientId) ?? []),
      ...(told.confirmed ? judgeSpace(told, clientId, held) : []),
      ...judgeSignIns(told, held.audit),
    ];
  });
  return [...found, ...(await judgeRevocations(system, companies))];
}

function judgeState(told: Told, client: Row | undefined): Finding[] {
  const { state, endedAt } = (client ?? {}) as { state?: string; endedAt?: Date };
  const right = told.ended ? 'ending' : told.confirmed ? 'active' : 'pending';
  const findings = state === right ? [] : [lost(`${told.clientIds[0]} is ${state} and not ${right}`)];
  if (told.ended && endedAt?.toISOString() !== told.ended)
    findings.push(lost(`the end of ${told.clientIds[0]} is another`));
  return findings;
}

function judgeTerms(told: Told, rows: Row[]): Finding[] {
  const findings = demandOne(rows.length, `terms row of ${told.clientIds[0]}`);
  const row = rows[0] as Record<string, Date | null> | undefined;
  const facts = { requestedAt: true, openedAt: told.confirmed, endedAt: told.ended !== null };
  for (const [fact, right] of Object.entries(facts)) {
    if (row && (row[fact] !== null) !== right)
      findings.push(lost(`${fact} of ${told.clientIds[0]} at retention`));
  }
  return findings;
}

function judgeNotices(told: Told, rows: Row[]): Finding[] {
  const owed = ['confirmation', told.confirmed && 'welcome', told.ended && 'subscription-ended'].filter(
    Boolean,
  );
  return owed.flatMap((kind) => {
    const of = rows.filter((row) => row.kind === kind);
    const settled = of.every((row) => row.state === 'accepted' || row.state === 'dropped');
    const findings = demandOne(of.length, `${kind} notice of ${told.clientIds[0]}`);
    return settled
      ? findings
      : [...findings, lost(`the ${kind} notice of ${told.clientIds[0]} is not settled`)];
  });
}

/** The space with its sample contents, each once; who may enter it; and that the collector knows of it. */
function judgeSpace(
  told: Told,
  clientId: string,
  held: { invited: Rows; spaces: Rows; contents: Rows; known: Rows },
): Finding[] {
  const titles = (held.contents.get(clientId) ?? []).map(({ title }) => title as string);
  const projections = [...(held.spaces.get(clientId) ?? []), ...(held.known.get(clientId) ?? [])];
  const right = ({ openedAt, endedAt }: Row) => openedAt && (endedAt !== null) === (told.ended !== null);
  return [
    ...demandOne(held.invited.get(clientId)?.length ?? 0, `membership of ${clientId}`),
    ...demandOne(held.spaces.get(clientId)?.length ?? 0, `space of ${clientId}`),
    ...demandOne(held.known.get(clientId)?.length ?? 0, `row of ${clientId} at the collector`),
    ...(projections.every(right)
      ? []
      : [lost(`what content or the collector knows of ${clientId} is not so`)]),
    ...(titles.length === samples.length ? [] : [lost(`${titles.length} sample contents for ${clientId}`)]),
    ...(new Set(titles).size === titles.length ? [] : [twice(`sample contents for ${clientId}`)]),
  ];
}

/** Each act of hers with its key: one audit row. */
function judgeSignIns(told: Told, audit: Row[]): Finding[] {
  const acts = audit.filter(({ details }) => details?.actor === told.personIds[0]);
  const count = (action: string) =>
    acts.filter(({ details: { action: its, outcome } }) => its === action && outcome === 'done').length;
  const compare = (action: string, right: number) => {
    const is = count(action);
    if (is === right) return [];
    return [(is < right ? lost : twice)(`${is} × ${action} in the audit for ${right} by ${told.email}`)];
  };
  if (told.signedIn === 0) return [];
  return [
    ...compare('invitation-accepted', 1),
    ...compare('sign-in', told.signedIn - 1),
    ...compare('sign-out', told.signedOut.length),
  ];
}

/** Ten minutes, less one for whoever tidies up: a refusal is forgotten when the session's last token is dead. */
const tokenLivesMs = 9 * 60_000;

/** Whoever was told that she is signed out is refused by every service, as long as a token of hers may live. */
async function judgeRevocations(system: Evidence['system'], companies: readonly Told[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const service of services) {
    const refused = await grouped(system, service, 'revocations', '_id');
    for (const { signedOut } of companies) {
      for (const { sessionId: sid, at } of signedOut)
        if (!refused.has(sid) && performance.now() - at < tokenLivesMs)
          findings.push(lost(`${service} would let in session ${sid}`));
    }
  }
  return findings;
}
