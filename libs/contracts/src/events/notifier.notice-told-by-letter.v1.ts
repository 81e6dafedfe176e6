import { z } from 'zod';
import { defineEvent } from '../define.ts';
import { ClientId, Instant, NoticeId } from '../kinds.ts';

/**
 * A notice that no mail server took was told by registered letter instead, and staff recorded it: the same proof, by
 * the last channel. The letter's number stays with notifier.
 */
export const noticeToldByLetter = defineEvent(
  'notifier.notice-told-by-letter',
  1,
  {
    noticeId: NoticeId,
    clientId: ClientId,
    kind: z.enum(['confirmation', 'welcome', 'subscription-ended', 'end-of-term']),
    toldAt: Instant,
  },
  { aggregate: 'noticeId' },
);
