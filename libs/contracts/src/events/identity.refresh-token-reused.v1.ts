import { defineEvent } from '../define.ts';
import { ClientId, Instant, PersonId, SessionId } from '../kinds.ts';

/** A refresh token came a second time: somebody else has it. The session is over; its client is told (6.incident). */
export const refreshTokenReused = defineEvent(
  'identity.refresh-token-reused',
  1,
  { sessionId: SessionId, clientId: ClientId, personId: PersonId, noticedAt: Instant },
  { aggregate: 'sessionId' },
);
