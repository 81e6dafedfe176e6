import { z } from 'zod';
import { defineQuestion } from '../define.ts';
import { Tallies } from '../tallies.ts';

/** What identity sees of violations now: sign-ins that were noted more than a year ago. */
export const identityWatch = defineQuestion('identity.watch', 1, {
  in: z.strictObject({}),
  out: z.strictObject({ tallies: Tallies }),
});
