import { z } from 'zod';
import { defineQuestion } from '../define.ts';
import { CharterVersion, ClientId } from '../kinds.ts';

const Words = z.strictObject({ fr: z.string(), en: z.string() });

/**
 * The term that a client's data lives by, and what a version (`about`) says otherwise than the one before it, in words
 * that anybody may read.
 */
export const charterFor = defineQuestion('retention.charter-for', 1, {
  in: z.strictObject({ clientId: ClientId, about: CharterVersion.optional() }),
  out: z.discriminatedUnion('found', [
    z.strictObject({ found: z.literal(false) }),
    z.strictObject({
      found: z.literal(true),
      termYears: z.int().positive(),
      changes: z.array(z.strictObject({ title: Words, before: Words.nullable(), after: Words.nullable() })),
    }),
  ]),
});
