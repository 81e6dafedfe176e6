import { type ClauseId, clauseIds, type LawId, lawIds } from '@kstudio/charter';
import { z } from 'zod';
import { Count } from './kinds.ts';

/** How many violations of a promise somebody sees at this moment. */
export type Tally = { rule: ClauseId | LawId; count: number };

export const Tallies = z
  .array(z.strictObject({ rule: z.enum([...clauseIds, ...lawIds]), count: Count }))
  .max(20);
