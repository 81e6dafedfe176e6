import { z } from 'zod';
import { defineQuestion } from '../define.ts';
import { Tallies } from '../tallies.ts';

/** What notifier sees of violations now: incidents that are open, and those that somebody was not told of. */
export const notifierWatch = defineQuestion('notifier.watch', 1, {
  in: z.strictObject({}),
  out: z.strictObject({ tallies: Tallies }),
});
