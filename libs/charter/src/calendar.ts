import { type ClientTerm, endOfClientTerm, subscriptionCategories, termYearsOf, withYears } from './amend.ts';
import {
  type Category,
  type CategoryId,
  categories,
  confirmation,
  type RuleId,
  type Term,
} from './categories.ts';
import { endOfTerm } from './term.ts';
import type { Bilingual } from './words.ts';

/** A client's life, with the dates that its state knows. */
export type ClientLife =
  | { state: 'pending'; requestedAt: Date }
  | { state: 'active' }
  | { state: 'ending' | 'archive' | 'gone'; endedAt: Date };

/** One line of the purge calendar. `goesOn` is a Paris day; null: no date can be given, and `rule` says why. */
export type CalendarRow = Readonly<{
  category: CategoryId;
  label: Bilingual;
  clause: RuleId;
  /** ISO 8601 duration; null: no term. */
  keptFor: string | null;
  /** When the term started; null: not started yet. */
  startsAt: Date | null;
  goesOn: string | null;
  /** True: the date that would hold if the subscription ended at `now`. */
  ifEndedNow: boolean;
  rule: Bilingual;
}>;

/** The categories that hold what is a client's own, in the order that the page shows. */
const shown: readonly CategoryId[] = [
  'subscription',
  'users',
  'access',
  'contents',
  'browsing',
  'requests',
  'accounting',
  'proof',
];

/**
 * What goes when, for one client under her own term: the page of clause 5.subscription-term. Pure; `now` decides the
 * "if it ended today" dates.
 */
export function purgeCalendar(
  life: ClientLife,
  now: Date,
  { years, since }: ClientTerm = { years: termYearsOf({ categories }), since: null },
): CalendarRow[] {
  if (life.state === 'pending') return [pendingRow(life.requestedAt)];
  const its = withYears(categories, years);
  return shown.map((id) => rowOf(its[id], life, now, { years, since }));
}

function pendingRow(requestedAt: Date): CalendarRow {
  const { subscription } = categories;
  const unconfirmed = subscription.sooner?.find(
    (term) => term.from === 'account.subscription-requested',
  ) as Term;
  const row = line(subscription, { ...unconfirmed, keep: confirmation });
  return { ...row, startsAt: requestedAt, goesOn: endOfTerm(requestedAt, confirmation).day };
}

function rowOf(
  category: Category,
  life: Exclude<ClientLife, { state: 'pending' }>,
  now: Date,
  clientTerm: ClientTerm,
): CalendarRow {
  const row = line(category, category.term);
  if (category.term.from !== 'account.subscription-ended' || category.term.keep === null) return row;
  const ended = life.state !== 'active';
  const from = ended ? life.endedAt : now;
  const isClientTerm = subscriptionCategories.some((id) => id === category.id);
  const { day: goesOn } = isClientTerm
    ? endOfClientTerm(from, clientTerm)
    : endOfTerm(from, category.term.keep);
  return { ...row, startsAt: ended ? life.endedAt : null, goesOn, ifEndedNow: !ended };
}

function line(category: Category, term: Term): CalendarRow {
  const { id, label, clause } = category;
  return {
    category: id,
    label,
    clause,
    keptFor: term.keep,
    startsAt: null,
    goesOn: null,
    ifEndedNow: false,
    rule: term.rule,
  };
}
