import { z } from 'zod';
import { defineEvent } from '../define.ts';
import { ClientId, Instant, NoticeId } from '../kinds.ts';

/** As it was before it named the certificate that an end-of-term notice announces. */
export const noticeAcceptedV1 = defineEvent(
  'notifier.notice-accepted',
  1,
  {
    noticeId: NoticeId,
    clientId: ClientId,
    kind: z.enum(['confirmation', 'welcome', 'subscription-ended', 'end-of-term']),
    acceptedAt: Instant,
  },
  { aggregate: 'noticeId' },
);
