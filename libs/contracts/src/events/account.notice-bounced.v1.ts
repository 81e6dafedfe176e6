import { defineEvent } from '../define.ts';
import { NoticeId } from '../kinds.ts';

/** A mail server sent a notice back as undeliverable, to the address of support (RFC 3464). */
export const noticeBounced = defineEvent(
  'account.notice-bounced',
  1,
  { noticeId: NoticeId },
  { aggregate: 'noticeId' },
);
