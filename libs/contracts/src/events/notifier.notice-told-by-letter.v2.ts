import { z } from 'zod';
import { type DataOf, defineEvent } from '../define.ts';
import { CertificateId, ClientId, Instant, NoticeId } from '../kinds.ts';
import { noticeToldByLetterV1 } from './notifier.notice-told-by-letter.v1.ts';

/**
 * A notice that no mail server took was told by registered letter instead, and staff recorded it: the same proof, by
 * the last channel. The letter's number stays with notifier.
 */
export const noticeToldByLetter = defineEvent(
  'notifier.notice-told-by-letter',
  2,
  {
    noticeId: NoticeId,
    clientId: ClientId,
    kind: z.enum(['confirmation', 'welcome', 'subscription-ended', 'end-of-term']),
    toldAt: Instant,
    /** Which certificate an end-of-term notice announces: a later announcement has another. Null in all else. */
    certificateId: CertificateId.nullable(),
  },
  {
    aggregate: 'noticeId',
    predecessor: {
      event: noticeToldByLetterV1,
      upcast: (old: DataOf<typeof noticeToldByLetterV1>) => ({ ...old, certificateId: null }),
    },
  },
);
