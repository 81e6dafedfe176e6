import type { Rule } from '../words.ts';
import type { Facts, Finding } from './facts.ts';

const plural = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;

/** clause → code → tests, as lines. */
export function tableOf({ rules, fields, declared }: Facts): string[] {
  const width = Math.max(...rules.map(({ id }) => id.length));
  const blank = ' '.repeat(width + 7);
  const rows = rules.flatMap((rule) => [
    `${rule.id.padEnd(width)}  ${rule.status.padEnd(4)} ${rule.title.en}`,
    ...rule.enforcers.map((enforcer) => `${blank}← ${enforcer}`),
    ...rule.proofs.map((proof) => `${blank}✓ ${proof}`),
  ]);
  const count = (list: readonly Rule<string>[]) => list.filter(({ status }) => status === 'kept').length;
  const isLaw = ({ id }: Rule<string>) => id.startsWith('law.');
  const clauses = rules.filter((rule) => !isLaw(rule));
  const laws = rules.filter(isLaw);
  const holdings = declared.filter(({ service, client }) => service !== 'chassis' && client !== undefined);
  return [
    ...rows,
    '',
    `${plural(clauses.length, 'clause')}, ${count(clauses)} kept; ${plural(laws.length, 'rule')} of the law, ${count(laws)} kept.`,
    `${plural(fields.length, 'stored field')} in ${plural(holdings.length, 'holding')}: ${plural(fields.filter(({ clause }) => clause).length, 'field')} under a clause, the others technical.`,
  ];
}

/** The findings, as sentences: what, where, what to do. */
export function sentencesOf(findings: readonly Finding[]): string[] {
  if (findings.length === 0) return [];
  const lines = findings.flatMap(({ where, what, remedy }) => [
    '',
    `✗ ${what}`,
    ...(where ? [`  in ${where}`] : []),
    `  → ${remedy}`,
  ]);
  return [...lines, '', `The charter does not compile: ${plural(findings.length, 'finding')}.`];
}
