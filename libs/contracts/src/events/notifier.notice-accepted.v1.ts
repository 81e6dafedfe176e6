import { z } from 'zod';
import { defineEvent } from '../define.ts';
import { ClientId, Instant, NoticeId } from '../kinds.ts';

/** A mail server took charge of this notice: the proof of delivery that terms and charter changes wait for. */
export const noticeAccepted = defineEvent(
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
