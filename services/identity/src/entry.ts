import { accessCookie, Role, type RouteRequest } from '@kstudio/chassis';
import { z } from 'zod';
import type { Claims } from './access-tokens.ts';
import type { IdentityDeps } from './deps.ts';
import { problems } from './problems.ts';
import type { RefreshToken } from './refresh-tokens.ts';
import { showStaff, showUser } from './show-session.ts';
import { ACCESS_TOKEN_SECONDS, sessionSeconds } from './terms.ts';

export const REFRESH_COOKIE = 'ks_refresh';
export const REFRESH_PATH = '/api/identity';

/** Who is signed in, as the application reads it: a user of a client's space, or staff. */
export const SessionView = z.object({
  sessionId: z.uuid(),
  personId: z.uuid().nullable(),
  staffId: z.uuid().nullable(),
  staff: z.enum(['support', 'operator']).nullable(),
  name: z.string(),
  email: z.string(),
  role: Role.nullable(),
  manager: z.boolean(),
  clientId: z.uuid().nullable(),
  memberships: z.array(
    z.object({ clientId: z.uuid(), companyName: z.string().optional(), role: Role, manager: z.boolean() }),
  ),
});
export type SessionView = z.input<typeof SessionView>;

/** What lets a browser in: the claims of its access token, and its refresh token where that is new. */
export interface Entry {
  claims: Claims;
  refresh?: RefreshToken;
}

type Reply = RouteRequest<unknown, unknown, unknown>['reply'];

/**
 * Sets the cookies of an entry (architecture, "Signing in") and says who is signed in. Throws session-over where the
 * entry is a recorded one (Idempotency-Key) and its session has ended since.
 */
export async function letIn(deps: IdentityDeps, reply: Reply, { claims, refresh }: Entry) {
  const sessions = 'staff' in claims ? deps.staffSessions : deps.sessions;
  const session = await sessions.find(claims.sid);
  if (!session) throw problems.sessionOver();
  const access = await deps.accessTokens.sign(deps, claims, session.endsAt);
  reply.cookie(accessCookie(deps.config.APP_ORIGIN), access, {
    path: '/',
    maxAgeSeconds: ACCESS_TOKEN_SECONDS,
  });
  if (refresh) {
    const maxAgeSeconds = sessionSeconds(refresh.kind);
    reply.cookie(REFRESH_COOKIE, refresh.text, { path: REFRESH_PATH, maxAgeSeconds });
  }
  return { session: await viewOf(deps, claims) };
}

/** Takes both cookies away. */
export function letOut(deps: IdentityDeps, reply: Reply): void {
  reply.clearCookie(accessCookie(deps.config.APP_ORIGIN), '/');
  reply.clearCookie(REFRESH_COOKIE, REFRESH_PATH);
}

const viewOf = (deps: IdentityDeps, claims: Claims): Promise<SessionView> =>
  'staff' in claims
    ? showStaff(deps, claims.sid, claims.sub)
    : showUser(deps, claims.sid, claims.sub, claims.cid);
