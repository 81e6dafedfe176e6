import { z } from 'zod';
import { defineQuestion } from '../define.ts';
import { ClientId, Instant, SessionId } from '../kinds.ts';

/**
 * What was noted when people of a client signed in, from `from` until before `to`, oldest first: part of the hand-over
 * (4.browsing-handover). A page holds at most a hundred; `next` is given back as `after` to have the following one.
 */
export const traces = defineQuestion('identity.traces', 1, {
  in: z.strictObject({ clientId: ClientId, from: Instant, to: Instant, after: SessionId.nullable() }),
  out: z.strictObject({
    traces: z.array(
      z.strictObject({ sessionId: SessionId, at: Instant, ipAddress: z.string(), userAgent: z.string() }),
    ),
    next: SessionId.nullable(),
  }),
});
