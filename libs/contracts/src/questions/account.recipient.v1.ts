import { z } from 'zod';
import { defineQuestion } from '../define.ts';
import { AddressChangeId, ClientId, Locale } from '../kinds.ts';

/**
 * How to reach a client's manager right now. `confirmationToken` is there while the subscription is unconfirmed. The two
 * addresses are those of a change (`about`), each with the secret of its link; `archive-door` gives the manager with that
 * of the link to what is left after the end.
 */
export const recipient = defineQuestion('account.recipient', 1, {
  in: z.strictObject({
    clientId: ClientId,
    kind: z.enum(['manager', 'new-address', 'old-address', 'archive-door']),
    about: AddressChangeId.optional(),
  }),
  out: z.discriminatedUnion('found', [
    z.strictObject({ found: z.literal(false) }),
    z.strictObject({
      found: z.literal(true),
      name: z.string(),
      email: z.string(),
      /** So that a mail or a switcher between clients can name the company. */
      companyName: z.string().optional(),
      locale: Locale,
      confirmationToken: z.string().optional(),
      addressToken: z.string().optional(),
      /** Of an archive: the secret of the link to its one door. */
      archiveToken: z.string().optional(),
    }),
  ]),
});
