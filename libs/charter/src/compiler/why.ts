import { categories } from '../categories.ts';
import { currentCharter } from '../versions.ts';
import type { Door, Facts, StoredField } from './facts.ts';

/** Answers "why do you keep this?" for `<service>.<holding>.<field>`, or for every field whose name ends with `asked`. */
export function why(facts: Facts, asked: string): string[] {
  const fields = facts.fields.filter((field) => nameOf(field) === asked);
  const similar = facts.fields.filter((field) => nameOf(field).endsWith(`.${asked}`));
  if (fields.length + similar.length > 0)
    return [...fields, ...similar].flatMap((field) => [...explain(facts, field), '']);
  const [service] = asked.split('.');
  const known = facts.fields.filter((field) => field.service === service).map(nameOf);
  return [
    `Nothing is stored under ${asked}.`,
    ...(known.length > 0
      ? [`${service} stores:`, ...known.map((name) => `  ${name}`)]
      : ['Ask for <service>.<holding>.<field>, or for the end of it.']),
  ];
}

const nameOf = ({ service, holding, field }: StoredField) => `${service}.${holding}.${field}`;

function explain(facts: Facts, field: StoredField): string[] {
  const { service, category, clause, technical } = field;
  const { label, term, clause: termClause } = categories[category];
  const rule = facts.rules.find(({ id }) => id === clause);
  const last = field.field.split('.').at(-1) as string;
  const readers = facts.doors.filter((door) => door.service === service && shows(door, last, technical));
  const flows = facts.flows.filter(({ from, carries }) => from === service && carries.includes(last));
  const recipients = currentCharter.recipients.filter(({ categories: theirs }) => theirs.includes(category));
  const keep = term.keep === null ? '' : ` (${term.keep} from ${term.from})`;
  return [
    nameOf(field),
    `  clause    ${technical ? 'none: technical, an id, a version or a date of the row' : `${clause}  ${rule?.title.en}: ${rule?.text.en}`}`,
    `  category  ${category}  ${label.en}`,
    `  term      ${term.rule.en}${keep}, clause ${termClause}`,
    `  read by   ${recipients.map(({ label: who }) => who.en).join('; ') || 'nobody but the service itself'}`,
    ...readers.map(
      (door) => `            ${door.method.toUpperCase()} ${door.path} of ${service}: ${door.who.join(', ')}`,
    ),
    ...(flows.length > 0 ? flows.map(flowLine) : ['  flows     nowhere: no event and no answer carries it']),
  ];
}

const flowLine = ({ key, kind, to }: Facts['flows'][number], index: number) =>
  `${index === 0 ? '  flows     ' : '            '}${kind === 'event' ? 'by the event' : 'in the answer to'} ${key}, to ${to.join(', ')}`;

/** A route shows a field when its answer has a property of that name, or lists fields by path and value. */
function shows({ returns }: Door, name: string, technical: boolean): boolean {
  return (
    returns.includes(name) ||
    (!technical && ['path', 'value', 'clause'].every((part) => returns.includes(part)))
  );
}
