import { Temporal } from 'temporal-polyfill';

/** Terms count in calendar days of this zone, whatever the zone of the reader. */
export const termZone = 'Europe/Paris';

/** The day (`YYYY-MM-DD`, Paris) on which a record is gone, and that day's first instant. */
export type TermEnd = Readonly<{ day: string; instant: Date }>;

/**
 * When a term that started at `startedAt` is over: collected on 14 March 2026 and kept P1Y, a record cannot be read
 * from 00:00 on 14 March 2027. A day that the last month does not have ends on the first of the next: 29 February
 * P1Y ends on 1 March. `keep` is an ISO 8601 duration of years, months, weeks and days; a time part is a RangeError.
 */
export function endOfTerm(startedAt: Date, keep: string): TermEnd {
  return atStartOfDay(addTerm(dayOf(startedAt), Temporal.Duration.from(keep)));
}

/** The day before its end by `lead` (an ISO 8601 duration of days): when the notice of a purge is due. */
export function beforeEnd(end: TermEnd, lead: string): TermEnd {
  return atStartOfDay(Temporal.PlainDate.from(end.day).subtract(Temporal.Duration.from(lead)));
}

/** Whether the term is over at `now`. */
export function termIsOver(startedAt: Date, keep: string, now: Date): boolean {
  return endOfTerm(startedAt, keep).instant.getTime() <= now.getTime();
}

/** The Paris calendar day of an instant, `YYYY-MM-DD`. */
export function parisDay(instant: Date): string {
  return dayOf(instant).toString();
}

function dayOf(instant: Date): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(termZone).toPlainDate();
}

function addTerm(day: Temporal.PlainDate, keep: Temporal.Duration): Temporal.PlainDate {
  if (keep.sign < 0 || keep.hours || keep.minutes || keep.seconds || keep.milliseconds) {
    throw new RangeError(`A term counts in calendar days: ${keep.toString()} does not.`);
  }
  const inMonth = day.add({ years: keep.years, months: keep.months });
  const whole = inMonth.day < day.day ? inMonth.add({ days: 1 }) : inMonth;
  return whole.add({ weeks: keep.weeks, days: keep.days });
}

function atStartOfDay(day: Temporal.PlainDate): TermEnd {
  const instant = new Date(day.toZonedDateTime(termZone).epochMilliseconds);
  return { day: day.toString(), instant };
}
