import { z } from 'zod';
import { type DataOf, defineEvent } from '../define.ts';
import { CertificateId, ClientId, Instant, NoticeId } from '../kinds.ts';
import { noticeAcceptedV1 } from './notifier.notice-accepted.v1.ts';

/** A mail server took charge of this notice: the proof of delivery that terms and charter changes wait for. */
export const noticeAccepted = defineEvent(
  'notifier.notice-accepted',
  2,
  {
    noticeId: NoticeId,
    clientId: ClientId,
    kind: z.enum(['confirmation', 'welcome', 'subscription-ended', 'end-of-term']),
    acceptedAt: Instant,
    /** Which certificate an end-of-term notice announces: a later announcement has another. Null in all else. */
    certificateId: CertificateId.nullable(),
  },
  {
    aggregate: 'noticeId',
    predecessor: {
      event: noticeAcceptedV1,
      upcast: (old: DataOf<typeof noticeAcceptedV1>) => ({ ...old, certificateId: null }),
    },
  },
);
