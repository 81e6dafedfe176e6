import { defineEvent } from '../define.ts';
import { Instant, SessionId } from '../kinds.ts';

/** Tokens of this session are refused from now on; after `until` none is alive and the refusal may be forgotten. */
export const sessionRevoked = defineEvent(
  'identity.session-revoked',
  1,
  { sessionId: SessionId, until: Instant },
  { aggregate: 'sessionId' },
);
