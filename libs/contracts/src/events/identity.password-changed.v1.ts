import { defineEvent } from '../define.ts';
import { Instant, ResetId } from '../kinds.ts';

/** The link of this reset was used and the password is another: the account's owner is to be told. */
export const passwordChanged = defineEvent(
  'identity.password-changed',
  1,
  { resetId: ResetId, changedAt: Instant },
  { aggregate: 'resetId' },
);
