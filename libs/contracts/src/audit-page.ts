import { z } from 'zod';
import { AuditRowId, ClientId, Instant } from './kinds.ts';

/**
 * What a service's audit noted of a client from `from` until before `to`, oldest first: part of the hand-over
 * (4.browsing-handover). A page holds at most a few hundred; `next` is given back as `after` to have the following one.
 */
export const auditPage = {
  in: z.strictObject({ clientId: ClientId, from: Instant, to: Instant, after: AuditRowId.nullable() }),
  out: z.strictObject({
    rows: z.array(
      z.strictObject({
        id: AuditRowId,
        at: Instant,
        action: z.string(),
        outcome: z.enum(['done', 'refused']),
        actor: z.string().nullable(),
        target: z.string().nullable(),
      }),
    ),
    next: AuditRowId.nullable(),
  }),
};
export type AuditPage = z.infer<typeof auditPage.out>;
export type AuditPageAsked = z.infer<typeof auditPage.in>;
