import { z } from 'zod';
import { defineQuestion } from '../define.ts';
import { Tallies } from '../tallies.ts';

/** What analytics-collector sees of violations now: events that were collected more than a year ago, and whether one is kept without consent. */
export const collectorWatch = defineQuestion('analytics-collector.watch', 1, {
  in: z.strictObject({}),
  out: z.strictObject({ tallies: Tallies }),
});
