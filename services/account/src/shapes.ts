import { categoryIds, clauseIds, lawIds } from '@kstudio/charter';
import { z } from 'zod';

export const Bilingual = z.strictObject({ fr: z.string(), en: z.string() });
export const Rule = z.enum([...clauseIds, ...lawIds]);
export const Category = z.enum(categoryIds);

/** What goes when, as the account page and the archive's door say it. */
export const Calendar = z.array(
  z.object({
    category: Category,
    label: Bilingual,
    clause: Rule,
    keptFor: z.string().nullable(),
    startsAt: z.iso.datetime().nullable(),
    goesOn: z.iso.date().nullable(),
    ifEndedNow: z.boolean(),
    rule: Bilingual,
  }),
);
