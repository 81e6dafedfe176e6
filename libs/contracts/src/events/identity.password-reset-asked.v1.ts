import { defineEvent } from '../define.ts';
import { Instant, ResetId } from '../kinds.ts';

/** Somebody asked for a new password, for an account that there is: its owner is owed a mail with a link. */
export const passwordResetAsked = defineEvent(
  'identity.password-reset-asked',
  1,
  { resetId: ResetId, askedAt: Instant },
  { aggregate: 'resetId' },
);
