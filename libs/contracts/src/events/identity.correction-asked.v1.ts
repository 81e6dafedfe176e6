import { z } from 'zod';
import { defineEvent } from '../define.ts';
import { ClientId, CorrectionId, PersonId } from '../kinds.ts';

/** A user asked the administrators of her space to correct her record (4.users): each of them is told. */
export const correctionAsked = defineEvent(
  'identity.correction-asked',
  1,
  {
    clientId: ClientId,
    personId: PersonId,
    correctionId: CorrectionId,
    administrators: z.array(PersonId).max(200),
  },
  { aggregate: 'personId' },
);
