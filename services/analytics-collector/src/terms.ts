import { categories, endOfTerm, legalTerms, parisDay } from '@kstudio/charter';

const DAY_MS = 24 * 3_600_000;

/** One year, by the charter (5.browsing-term). */
export const keptFor = categories.browsing.term.keep as string;

/** How long a choice about cookies is kept: law.cookies, six months. */
export const choiceKept = legalTerms.cookieChoice.value;

/** A visitor cookie lives at most a year, from the first acceptance on; it is not renewed (the law allows 13 months). */
export const visitorKept = 'P1Y';

/** A prepared hand-over can be downloaded for a week. */
export const handOverKept = 'P7D';

/** An event may tell of a view up to two days ago (architecture, "Collecting fast"); more is the device's clock. */
export const LATEST_MS = 2 * DAY_MS;

/** A download wants a sign-in of the last half hour. */
export const FRESH_SIGN_IN_MS = 30 * 60_000;

/** Noon of a day in UTC is in the same Paris day. */
export const noonOf = (day: string): Date => new Date(`${day}T12:00:00Z`);

/** The day so many days later. */
export const daysAfter = (day: string, days: number): string =>
  new Date(noonOf(day).getTime() + days * DAY_MS).toISOString().slice(0, 10);

/** When what was collected on a Paris day is to be gone. */
export const endOfDay = (day: string) => endOfTerm(noonOf(day), keptFor);

/**
 * The first day whose term is not over at `now`: what is older is neither read nor shown, even before it is gone.
 *
 * @enforces 5.browsing-term
 */
export function firstKeptDay(now: Date): string {
  for (let day = daysAfter(parisDay(now), -368); ; day = daysAfter(day, 1)) {
    if (endOfDay(day).instant.getTime() > now.getTime()) return day;
  }
}
