import { defineEvent } from '../define.ts';
import { ClientId, Instant, PersonId } from '../kinds.ts';

/** An administrator declared this person (2.administrator), or sent her invitation again; it is good until `expiresAt`. */
export const userInvited = defineEvent(
  'identity.user-invited',
  1,
  { clientId: ClientId, personId: PersonId, expiresAt: Instant },
  { aggregate: 'personId' },
);
