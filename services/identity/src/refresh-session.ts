import { realTime, type Tx } from '@kstudio/chassis';
import { refreshTokenReused } from '@kstudio/contracts';
import type { Claims } from './access-tokens.ts';
import type { IdentityDeps } from './deps.ts';
import type { Entry } from './entry.ts';
import { judgeRefresh, type RefreshVerdict } from './judge-refresh.ts';
import { problems } from './problems.ts';
import { digestOf, type RefreshToken } from './refresh-tokens.ts';
import type { SessionRow } from './sessions.store.ts';
import { forgetToken, openMembership, revokeSession, userClaims } from './sessions.ts';

/**
 * Gives a new access token and the successor of the refresh token presented. A repeat within ten seconds gets the
 * same successor; a later one means that somebody else has the token: the whole family is revoked. Throws
 * session-over.
 *
 * @enforces 6.safeguards
 */
export async function refreshSession(deps: IdentityDeps, cookie: string | undefined): Promise<Entry> {
  const token = deps.refreshTokens.read(cookie);
  if (!token) throw problems.sessionOver();
  const { verdict, claims, revoked } = await deps.transaction((tx) => rotate(deps, tx, token));
  await forgetToken(deps, revoked);
  if (!claims || (verdict !== 'rotate' && verdict !== 'repeat')) throw problems.sessionOver();
  return { claims, refresh: deps.refreshTokens.successor(token) };
}

interface Rotation {
  verdict: RefreshVerdict;
  claims?: Claims | undefined;
  revoked?: { sessionId: string; until: Date } | null;
}

async function rotate(deps: IdentityDeps, tx: Tx, token: RefreshToken): Promise<Rotation> {
  const { kind, sessionId } = token;
  const store = kind === 'user' ? deps.sessions : deps.staffSessions;
  const session = await store.find(sessionId, tx);
  const verdict = judgeRefresh(session, digestOf(token), tx.now, realTime.now());
  const revoke = (action: string) => revokeSession(deps, tx, kind, sessionId, action);
  if (verdict === 'stolen') {
    tellOfReuse(tx, session);
    return { verdict, revoked: await revoke('refresh-token-reused') };
  }
  if (!session || verdict === 'gone') return { verdict: 'gone' };
  const claims = verdict === 'over' ? undefined : await claimsOf(deps, tx, session);
  if (!claims) return { verdict: 'over', revoked: await revoke('session-over') };
  if (verdict === 'rotate') {
    const next = digestOf(deps.refreshTokens.successor(token));
    await store.rotate(tx, sessionId, session.current, next, realTime.now());
  }
  return { verdict, claims };
}

/** The client whose space the session was for is told at once (6.incident). */
function tellOfReuse(tx: Tx, session: SessionRow | null): void {
  if (!session?.clientId) return;
  const { _id: sessionId, clientId, ownerId: personId, version } = session;
  const noticedAt = tx.now.toISOString();
  tx.emit(refreshTokenReused({ sessionId, clientId, personId, noticedAt, version: version + 1 }));
}

/** What the session's owner may be now; undefined where she may not come in any more. */
async function claimsOf(deps: IdentityDeps, tx: Tx, session: SessionRow): Promise<Claims | undefined> {
  const { _id, ownerId, clientId } = session;
  if (clientId) {
    const membership = await openMembership(deps, clientId, ownerId, tx.now, tx);
    return membership ? userClaims(_id, membership) : undefined;
  }
  const member = await deps.staff.find(ownerId, tx);
  return member ? { sub: ownerId, staff: member.role, sid: _id } : undefined;
}
