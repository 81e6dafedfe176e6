import { z } from 'zod';
import { defineEvent } from '../define.ts';
import { ClientId, CorrectionId, PersonId } from '../kinds.ts';

/** A user's record was corrected by an administrator, asked or not, or what she asked was refused: she is told (4.users). */
export const correctionSettled = defineEvent(
  'identity.correction-settled',
  1,
  {
    clientId: ClientId,
    personId: PersonId,
    correctionId: CorrectionId,
    outcome: z.enum(['made', 'refused']),
    fields: z.array(z.enum(['name', 'role', 'email'])),
  },
  { aggregate: 'personId' },
);
