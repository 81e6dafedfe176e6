import type { Term } from './categories.ts';
import { endOfTerm } from './term.ts';
import type { CharterVersion } from './versions.ts';
import type { Bilingual } from './words.ts';

/** How two versions of the charter differ. The first five are substantial by what they are. */
export const changeKinds = [
  'longer-term',
  'new-category',
  'new-recipient',
  'new-purpose',
  'other-start',
  'shorter-term',
  'words',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** One difference: what it is about, and what was and will be said there. Null: there was, or will be, nothing. */
export type CharterChange = Readonly<{
  kind: ChangeKind;
  /** A clause, a category, a recipient or a purpose. */
  id: string;
  title: Bilingual;
  before: Bilingual | null;
  after: Bilingual | null;
}>;

/** True where the manager must be told before it takes effect (7.change-notice), whatever anybody declares. */
export const isSubstantial = ({ kind }: Pick<CharterChange, 'kind'>): boolean =>
  kind !== 'shorter-term' && kind !== 'words';

/** Every difference of meaning and of words between two versions. Pure. */
export function charterDiff(before: CharterVersion, after: CharterVersion): CharterChange[] {
  return [
    ...terms(before, after),
    ...recipients(before, after),
    ...purposes(before, after),
    ...words(before, after),
  ];
}

function terms(before: CharterVersion, after: CharterVersion): CharterChange[] {
  return Object.values(after.categories).flatMap((category): CharterChange[] => {
    const { id, label: title, term } = category;
    const old = before.categories[id] as typeof category | undefined;
    if (!old) return [{ kind: 'new-category', id, title, before: null, after: term.rule }];
    const kind = termChange(old.term, term);
    return kind ? [{ kind, id, title, before: old.term.rule, after: term.rule }] : [];
  });
}

function termChange(before: Term, after: Term): ChangeKind | null {
  if (before.from !== after.from) return 'other-start';
  const [from, to] = [reach(before), reach(after)];
  if (from === to) return null;
  return to > from ? 'longer-term' : 'shorter-term';
}

/** How far a term reaches, to be compared: the day on which it would be over. No term reaches beyond all. */
const reach = ({ keep }: Term): string =>
  keep === null ? 'for ever' : endOfTerm(new Date('2026-01-01T12:00:00Z'), keep).day;

function recipients(before: CharterVersion, after: CharterVersion): CharterChange[] {
  return after.recipients.flatMap(({ id, label, categories }): CharterChange[] => {
    const known = before.recipients.find((old) => old.id === id)?.categories ?? [];
    const more = categories.filter((category) => !known.includes(category));
    return more.map((category) => ({
      kind: 'new-recipient',
      id: `${id}.${category}`,
      title: after.categories[category].label,
      before: null,
      after: label,
    }));
  });
}

function purposes(before: CharterVersion, after: CharterVersion): CharterChange[] {
  return after.purposes
    .filter(({ id }) => !before.purposes.some((old) => old.id === id))
    .map(({ id, label }) => ({ kind: 'new-purpose', id, title: label, before: null, after: label }));
}

function words(before: CharterVersion, after: CharterVersion): CharterChange[] {
  return after.clauses.flatMap(({ id, title, text }): CharterChange[] => {
    const old = before.clauses.find((clause) => clause.id === id);
    const same = old && said(old.title) === said(title) && said(old.text) === said(text);
    return same ? [] : [{ kind: 'words', id, title, before: old?.text ?? null, after: text }];
  });
}

const said = ({ fr, en }: Bilingual): string => `${fr}\n${en}`;
