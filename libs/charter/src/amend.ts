import { type Category, type CategoryId, noticeBeforePurge } from './categories.ts';
import type { Clause, ClauseId } from './clauses.ts';
import { endOfTerm, type TermEnd } from './term.ts';
import type { CharterVersion } from './versions.ts';
import type { Bilingual, Locale } from './words.ts';

/** What the one term of clause 5.subscription-term covers: it changes for the three together, or for none. */
export const subscriptionCategories = ['subscription', 'users', 'contents'] as const;
/** The years that this term may be given. Beyond ten no purpose of the charter reaches. */
export const mostYears = 10;

/** What a new version says otherwise: other words of some clauses, another term of clause 5.subscription-term. */
export type Amendment = Readonly<{
  words: readonly Readonly<{ clause: ClauseId; title: Bilingual; text: Bilingual }>[];
  /** Null: as before. */
  termYears: number | null;
}>;

/** A client's term under the charter: how many years, and since when where a later version made them fewer. */
export type ClientTerm = Readonly<{ years: number; since: Date | null }>;

const french = [
  'un an',
  'deux ans',
  'trois ans',
  'quatre ans',
  'cinq ans',
  'six ans',
  'sept ans',
  'huit ans',
];
const english = [
  'one year',
  'two years',
  'three years',
  'four years',
  'five years',
  'six years',
  'seven years',
];
const inWords: Record<Locale, readonly string[]> = {
  fr: [...french, 'neuf ans', 'dix ans'],
  en: [...english, 'eight years', 'nine years', 'ten years'],
};
/** `6`: "six ans", "six years". */
export const yearsInWords = (years: number): Bilingual => ({
  fr: inWords.fr[years - 1] ?? `${years} ans`,
  en: inWords.en[years - 1] ?? `${years} years`,
});

/** The years of clause 5.subscription-term in a version. */
export const termYearsOf = ({ categories }: Pick<CharterVersion, 'categories'>): number =>
  Number(/^P(\d+)Y$/.exec(categories.subscription.term.keep ?? '')?.[1]);

/** When what is kept by this term is gone: a term that was shortened lets nothing go before a notice of thirty days. */
export function endOfClientTerm(endedAt: Date, { years, since }: ClientTerm): TermEnd {
  const end = endOfTerm(endedAt, `P${years}Y`);
  const noticed = since && endOfTerm(since, noticeBeforePurge);
  return noticed && noticed.instant > end.instant ? noticed : end;
}

type Categories = Readonly<Record<CategoryId, Category>>;

/** The categories of a charter with so many years in clause 5.subscription-term. Pure. */
export function withYears(categories: Categories, years: number): Categories {
  const before = termYearsOf({ categories });
  const changed = subscriptionCategories.map((id) => {
    const { term, ...rest } = categories[id];
    const rule = saidInYears(term.rule, before, years);
    return [id, { ...rest, term: { ...term, keep: `P${years}Y`, rule } }] as const;
  });
  return { ...categories, ...Object.fromEntries(changed) };
}

/** The same sentence with another number of years. */
export function saidInYears(words: Bilingual, before: number, after: number): Bilingual {
  const [from, to] = [yearsInWords(before), yearsInWords(after)];
  return { fr: words.fr.replaceAll(from.fr, to.fr), en: words.en.replaceAll(from.en, to.en) };
}

/**
 * The next version: `before` with what the amendment says otherwise. A new term is written into the words of clause
 * 5.subscription-term too, unless they are given. Pure.
 */
export function amend(
  before: CharterVersion,
  { words, termYears }: Amendment,
  its: Pick<CharterVersion, 'version' | 'effectiveOn'>,
): CharterVersion {
  const [from, to] = [termYearsOf(before), termYears ?? termYearsOf(before)];
  const reworded = (clause: Clause): Clause => {
    const given = words.find((one) => one.clause === clause.id);
    if (given) return { ...clause, title: given.title, text: given.text };
    if (clause.id !== '5.subscription-term') return clause;
    const { title, text } = clause;
    return { ...clause, title: saidInYears(title, from, to), text: saidInYears(text, from, to) };
  };
  const clauses = before.clauses.map(reworded);
  return { ...before, ...its, clauses, categories: withYears(before.categories, to) };
}
