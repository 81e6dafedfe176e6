import { z } from 'zod';
import { defineEvent } from '../define.ts';
import { ClientId, Count, RequestId } from '../kinds.ts';

/** Support answered a client's request; `fields` is how many values were put right (clause 4.rectification). */
export const requestSettled = defineEvent(
  'account.request-settled',
  1,
  { clientId: ClientId, requestId: RequestId, outcome: z.enum(['done', 'refused']), fields: Count },
  { aggregate: 'requestId' },
);
