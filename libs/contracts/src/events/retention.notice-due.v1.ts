import { z } from 'zod';
import { defineEvent } from '../define.ts';
import { CertificateId, ClientId, Instant } from '../kinds.ts';

/**
 * A notice must reach the manager before the purge of `purgeOn` may run. `certificateId` is already the one of the
 * certificate to come: the notice carries its link, because afterwards nobody knows the manager's address.
 */
export const noticeDue = defineEvent('retention.notice-due', 1, {
  clientId: ClientId,
  kind: z.enum(['end-of-term']),
  dueAt: Instant,
  purgeOn: Instant,
  certificateId: CertificateId,
});
