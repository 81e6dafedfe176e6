import { z } from 'zod';
import { defineQuestion } from '../define.ts';
import { ClientId, Locale } from '../kinds.ts';

/** How to reach a client's manager right now. `confirmationToken` is there while the subscription is unconfirmed. */
export const recipient = defineQuestion('account.recipient', 1, {
  in: z.strictObject({ clientId: ClientId, kind: z.enum(['manager']) }),
  out: z.discriminatedUnion('found', [
    z.strictObject({ found: z.literal(false) }),
    z.strictObject({
      found: z.literal(true),
      name: z.string(),
      email: z.string(),
      locale: Locale,
      confirmationToken: z.string().optional(),
    }),
  ]),
});
