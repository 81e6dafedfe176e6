import { type Caller, Problem } from '@kstudio/chassis';
import type { IdentityDeps } from './deps.ts';
import type { SessionView } from './entry.ts';
import { showStaff, showUser } from './show-session.ts';

/** Who sends this request; null for nobody. `refreshable`: a refresh could bring somebody back. */
export async function whoAmI(
  deps: IdentityDeps,
  caller: Caller,
  cookie: string | undefined,
): Promise<{ session: SessionView | null; refreshable: boolean }> {
  const refreshable = deps.refreshTokens.read(cookie) !== undefined;
  return { session: await viewOf(deps, caller), refreshable };
}

async function viewOf(deps: IdentityDeps, caller: Caller): Promise<SessionView | null> {
  if (caller.kind === 'anyone') return null;
  try {
    return caller.kind === 'staff'
      ? await showStaff(deps, caller.sessionId, caller.staffId)
      : await showUser(deps, caller.sessionId, caller.personId, caller.clientId);
  } catch (error) {
    if (error instanceof Problem) return null; // the token outlived the person by a few minutes
    throw error;
  }
}
