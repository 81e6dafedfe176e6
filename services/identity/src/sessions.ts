import { endOfTerm, type TermEnd } from '@kstudio/charter';
import type { Tx } from '@kstudio/chassis';
import { realTime } from '@kstudio/chassis';
import { newId, sessionRevoked } from '@kstudio/contracts';
import type { Claims } from './access-tokens.ts';
import type { IdentityDeps } from './deps.ts';
import type { MembershipRow } from './memberships.store.ts';
import { digestOf, type SessionKind } from './refresh-tokens.ts';
import { ACCESS_TOKEN_SECONDS, after, sessionEnds } from './terms.ts';
import { type From, traceSignIn } from './trace-sign-in.ts';

/** The job that forgets the sessions which ended on one day, from the first instant of the next. */
export const FORGET_SESSIONS = 'forget-sessions';

/** When nothing is kept any more of a session that is over at `endsAt`. */
export const sessionGone = (endsAt: Date): TermEnd => endOfTerm(endsAt, 'P1D');

/** Begins a session in a use case's transaction, and notes where it comes from; gives its id. */
export async function startSession(
  deps: IdentityDeps,
  tx: Tx,
  kind: SessionKind,
  owner: { ownerId: string; clientId?: string },
  from: From,
): Promise<string> {
  const _id = newId();
  const store = kind === 'user' ? deps.sessions : deps.staffSessions;
  const endsAt = sessionEnds(kind, tx.now);
  await store.insert(tx, {
    _id,
    version: 1,
    ...owner,
    current: digestOf(deps.refreshTokens.first(kind, _id)),
    rotatedAt: realTime.now(),
    usedAt: tx.now,
    endsAt,
  });
  const { day, instant } = sessionGone(endsAt);
  tx.schedule({ name: FORGET_SESSIONS, key: day, dueAt: instant });
  await traceSignIn(deps, tx, _id, owner, from);
  return _id;
}

/**
 * Ends a session in a use case's transaction: every service is told to refuse its tokens until the last one is dead.
 * Call `forgetToken` after the commit. Gives null when there is no such session.
 */
export async function revokeSession(
  deps: IdentityDeps,
  tx: Tx,
  kind: SessionKind,
  sessionId: string,
  action: string,
) {
  const session = await (kind === 'user' ? deps.sessions : deps.staffSessions).remove(tx, sessionId);
  if (!session) return null;
  const until = after(tx.now, ACCESS_TOKEN_SECONDS);
  tx.emit(sessionRevoked({ sessionId, version: session.version + 1, until: until.toISOString() }));
  await deps.auth.learnRevocation(sessionId, until, tx.session);
  tx.audit({ action, actor: session.ownerId, clientId: session.clientId ?? undefined, target: sessionId });
  return { sessionId, until };
}

/**
 * Ends the sessions of these persons with a client before a purge takes their rows, so that everybody hears of it.
 * Gives how many there were.
 *
 * @enforces 6.safeguards
 */
export async function endSessionsOf(
  deps: IdentityDeps,
  clientId: string,
  personIds: readonly string[],
): Promise<number> {
  const ended = await deps.transaction(async (tx) => {
    const open = await deps.sessions.ofClient(tx, clientId, personIds);
    const revoked: Awaited<ReturnType<typeof revokeSession>>[] = [];
    for (const { _id } of open) revoked.push(await revokeSession(deps, tx, 'user', _id, 'access-ended'));
    return revoked;
  });
  for (const revoked of ended) await forgetToken(deps, revoked);
  return ended.length;
}

/** This service hears no events of its own: it refuses the tokens of a revoked session by itself, from this moment. */
export async function forgetToken(
  deps: IdentityDeps,
  revoked: { sessionId: string; until: Date } | null | undefined,
): Promise<void> {
  if (revoked) await deps.auth.learnRevocation(revoked.sessionId, revoked.until);
}

/** Sessions that are over are no longer there to be listed, nor kept. */
export async function forgetSessions(
  deps: Pick<IdentityDeps, 'sessions' | 'staffSessions'>,
  tx: Tx,
): Promise<void> {
  await deps.sessions.forgetEnded(tx);
  await deps.staffSessions.forgetEnded(tx);
}

/** What the access token of a user's session says. */
export const userClaims = (sid: string, { personId, clientId, role, manager }: MembershipRow): Claims => ({
  sub: personId,
  cid: clientId,
  role,
  manager,
  sid,
});

/** The membership by which a person may work for a client now; null where she may not (any more). */
export async function openMembership(
  deps: IdentityDeps,
  clientId: string,
  personId: string,
  now: Date,
  tx?: Tx,
): Promise<MembershipRow | null> {
  if (!(await deps.grants.has(clientId, personId, tx))) return null;
  if (!(await deps.spaces.isOpen(clientId, now, tx))) return null;
  return deps.memberships.find(clientId, personId, tx);
}
