import { z } from 'zod';
import { defineQuestion } from '../define.ts';
import { ClientId, EmailChangeId, Locale, PersonId } from '../kinds.ts';

/** What a mail to a person is about: some carry a secret that only her mailbox may see. */
export const personLetters = ['notice', 'invitation', 'new-address', 'old-address'] as const;

/**
 * How to reach a person of a client right now, with the secret of her link where the letter has one. `about` is the
 * change of address that `new-address` and `old-address` are about.
 */
export const personRecipient = defineQuestion('identity.recipient', 1, {
  in: z.strictObject({
    clientId: ClientId,
    personId: PersonId,
    letter: z.enum(personLetters),
    about: EmailChangeId.optional(),
  }),
  out: z.discriminatedUnion('found', [
    z.strictObject({ found: z.literal(false) }),
    z.strictObject({
      found: z.literal(true),
      name: z.string(),
      email: z.string(),
      companyName: z.string().optional(),
      locale: Locale,
      token: z.string().optional(),
    }),
  ]),
});
