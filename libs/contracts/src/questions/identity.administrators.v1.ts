import { z } from 'zod';
import { defineQuestion } from '../define.ts';
import { ClientId, PersonId } from '../kinds.ts';

/** Who administers a client's space and may come in now: they are told of an incident (charter, "How we read it" 12). */
export const administrators = defineQuestion('identity.administrators', 1, {
  in: z.strictObject({ clientId: ClientId }),
  out: z.strictObject({ personIds: z.array(PersonId).max(1_000) }),
});
