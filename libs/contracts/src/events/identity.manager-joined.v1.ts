import { defineEvent } from '../define.ts';
import { ClientId, PersonId } from '../kinds.ts';

/** The subscription manager accepted her invitation and is administrator of her space (clause 2.administrator). */
export const managerJoined = defineEvent('identity.manager-joined', 1, {
  clientId: ClientId,
  personId: PersonId,
});
