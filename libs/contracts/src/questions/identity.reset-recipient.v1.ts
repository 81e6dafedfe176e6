import { z } from 'zod';
import { defineQuestion } from '../define.ts';
import { Locale, ResetId } from '../kinds.ts';

/**
 * Whom a mail about a password goes to right now. `token` is there while the link of this reset is good; `changed`
 * once it was used. `staff`: the account is of Knowmore's own people.
 */
export const resetRecipient = defineQuestion('identity.reset-recipient', 1, {
  in: z.strictObject({ resetId: ResetId }),
  out: z.discriminatedUnion('found', [
    z.strictObject({ found: z.literal(false) }),
    z.strictObject({
      found: z.literal(true),
      name: z.string(),
      email: z.string(),
      locale: Locale,
      staff: z.boolean(),
      /** The link sets the first password of somebody who was declared. */
      invited: z.boolean().optional(),
      /** Its owner changed it herself, signed in: there never was a link. */
      signedIn: z.boolean().optional(),
      changed: z.boolean(),
      token: z.string().optional(),
    }),
  ]),
});
