import { catalogue, type EventRow, services } from '@kstudio/contracts';
import type { Published } from './tap.ts';
import { type Evidence, type Finding, lost, twice } from './verdict.ts';

/**
 * Every event that was published has had its effect in every service that the catalogue names, none waits unsent,
 * and no change of an aggregate was told by two different events.
 */
export async function judgeEvents({ system, published }: Evidence): Promise<Finding[]> {
  const findings = toldTwice(published);
  const distinct = [...new Map(published.map((event) => [event.id, event])).values()];
  for (const service of services) {
    const applied = await appliedBy(service);
    const meant = distinct.filter(({ key }) => consumersOf(key).includes(service));
    for (const { id, key } of meant) {
      if (!applied.has(id)) findings.push(lost(`${key} ${id} had no effect in ${service}`));
    }
    const unsent = await system.db(service).collection('outbox').countDocuments();
    if (unsent > 0) findings.push(lost(`${unsent} events of ${service} are not sent`));
  }
  return findings;

  async function appliedBy(service: (typeof services)[number]): Promise<Set<string>> {
    const rows = await system.db(service).collection<{ _id: { event: string } }>('inbox').find().toArray();
    return new Set(rows.map((row) => row._id.event));
  }
}

function toldTwice(published: readonly Published[]): Finding[] {
  const ids = new Map<string, Set<string>>();
  for (const { id, key, data } of published) {
    const { aggregate } = rowOf(key).event;
    const change = `${key} of ${aggregate} ${String(data[aggregate])} version ${String(data['version'])}`;
    ids.set(change, (ids.get(change) ?? new Set()).add(id));
  }
  return [...ids]
    .filter(([, of]) => of.size > 1)
    .map(([change, of]) => twice(`${of.size} events for ${change}`));
}

function rowOf(key: string): EventRow {
  const row = catalogue.events.find(({ event }) => event.key === key);
  if (!row) throw new Error(`the catalogue has no ${key}`);
  return row;
}
const consumersOf = (key: string): readonly string[] => rowOf(key).consumers;
