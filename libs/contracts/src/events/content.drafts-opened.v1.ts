import { defineEvent } from '../define.ts';
import { ClientId, DraftAccessId, Instant, PersonId } from '../kinds.ts';

/** The drafts of this person are in her manager's archive until `until`: break-glass, with a reason that content keeps. */
export const draftsOpened = defineEvent(
  'content.drafts-opened',
  1,
  { clientId: ClientId, personId: PersonId, accessId: DraftAccessId, until: Instant },
  { aggregate: 'personId' },
);
