import { z } from 'zod';
import { defineEvent } from '../define.ts';
import { ClientId, Instant } from '../kinds.ts';

/** A notice must reach the manager before the purge of `purgeOn` may run. */
export const noticeDue = defineEvent('retention.notice-due', 1, {
  clientId: ClientId,
  kind: z.enum(['end-of-term']),
  dueAt: Instant,
  purgeOn: Instant,
});
