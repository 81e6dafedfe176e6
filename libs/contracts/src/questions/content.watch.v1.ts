import { z } from 'zod';
import { defineQuestion } from '../define.ts';
import { Tallies } from '../tallies.ts';

/** What content sees of violations now: whether a stranger could read a content. */
export const contentWatch = defineQuestion('content.watch', 1, {
  in: z.strictObject({}),
  out: z.strictObject({ tallies: Tallies }),
});
