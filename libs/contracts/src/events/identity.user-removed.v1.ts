import { defineEvent } from '../define.ts';
import { ClientId, PersonId } from '../kinds.ts';

/** The administrator removed this person from the space: what others keep of her membership ends now (4.users). */
export const userRemoved = defineEvent(
  'identity.user-removed',
  1,
  { clientId: ClientId, personId: PersonId },
  { aggregate: 'personId' },
);
