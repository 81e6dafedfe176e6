import { z } from 'zod';
import { defineEvent } from '../define.ts';
import { ClientId, EmailChangeId, Instant, PersonId } from '../kinds.ts';

/**
 * A sign-in address is to change, or has changed. `waiting`: the new address is sent the link that makes it; `made`: the
 * old one is told, and how to undo it until `until` (charter, "How we read it" 10).
 */
export const emailChange = defineEvent(
  'identity.email-change',
  1,
  {
    clientId: ClientId,
    personId: PersonId,
    changeId: EmailChangeId,
    state: z.enum(['waiting', 'made']),
    until: Instant,
  },
  { aggregate: 'personId' },
);
