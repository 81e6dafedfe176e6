import { z } from 'zod';
import { defineEvent } from '../define.ts';
import { CharterVersion, ClientId, Instant, NoticeId } from '../kinds.ts';

/**
 * What became of the notice of a change of the charter. `accepted`: a mail server took it; `bounced`: it came back
 * within five days, so it was not told; `told-by-letter`: a registered letter told it, as staff recorded.
 */
export const charterNotice = defineEvent(
  'notifier.charter-notice',
  1,
  {
    noticeId: NoticeId,
    clientId: ClientId,
    charterVersion: CharterVersion,
    state: z.enum(['accepted', 'bounced', 'told-by-letter']),
    at: Instant,
  },
  { aggregate: 'noticeId' },
);
