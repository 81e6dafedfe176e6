import { defineEvent } from '../define.ts';
import { Instant, ResetId } from '../kinds.ts';

/** The password is another, by a link or by its owner's own hand: she is to be told. */
export const passwordChanged = defineEvent(
  'identity.password-changed',
  1,
  { resetId: ResetId, changedAt: Instant },
  { aggregate: 'resetId' },
);
