import { z } from 'zod';
import { defineQuestion } from '../define.ts';
import { Tallies } from '../tallies.ts';

/** What account sees of violations now: requests that should have been answered by now. */
export const accountWatch = defineQuestion('account.watch', 1, {
  in: z.strictObject({}),
  out: z.strictObject({ tallies: Tallies }),
});
