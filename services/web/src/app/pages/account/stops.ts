import type { CalendarRow } from '../../api/types.ts';

export interface Stop {
  day: string;
  labels: string[];
}

/** The days on which something goes, in order, each once. Pure. */
export function stopsOf(rows: CalendarRow[]): Stop[] {
  const days = [...new Set(rows.flatMap((row) => row.goesOn ?? []))].sort();
  return days.map((day) => ({
    day,
    labels: rows.filter((row) => row.goesOn === day).map((row) => row.label),
  }));
}
