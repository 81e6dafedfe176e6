import type { Caller } from '@kstudio/chassis';
import type { IdentityDeps } from './deps.ts';
import type { SessionKind } from './refresh-tokens.ts';
import { forgetToken, revokeSession } from './sessions.ts';

/** Ends the session of this browser, known by its refresh token or by its access token. Without one, does nothing. */
export async function signOut(deps: IdentityDeps, cookie: string | undefined, caller: Caller): Promise<void> {
  const session = deps.refreshTokens.read(cookie) ?? sessionOf(caller);
  if (!session) return;
  const revoked = await deps.transaction((tx) =>
    revokeSession(deps, tx, session.kind, session.sessionId, 'sign-out'),
  );
  await forgetToken(deps, revoked);
}

function sessionOf(caller: Caller): { kind: SessionKind; sessionId: string } | undefined {
  return caller.kind === 'anyone' ? undefined : { kind: caller.kind, sessionId: caller.sessionId };
}
