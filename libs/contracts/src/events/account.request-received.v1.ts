import { z } from 'zod';
import { defineEvent } from '../define.ts';
import { ClientId, Instant, RequestId } from '../kinds.ts';

/** A client's request reached support, or takes longer (`extended`): the manager is told by when it is answered. */
export const requestReceived = defineEvent(
  'account.request-received',
  1,
  { clientId: ClientId, requestId: RequestId, dueAt: Instant, extended: z.boolean() },
  { aggregate: 'requestId' },
);
