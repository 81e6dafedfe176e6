import { type CategoryId, categories, type Locale } from '@kstudio/charter';
import { type Caller, problems } from '@kstudio/chassis';
import type { IdentityDeps } from './deps.ts';
import { forgetToken, revokeSession, sessionGone } from './sessions.ts';
import { type Owner, type Revoked, storesOf } from './set-password.ts';
import { sessionBegan } from './terms.ts';
import { tracesOfSessions } from './trace-sign-in.ts';

/** Whoever is signed in, and the session of this request. */
export interface Present extends Owner {
  sessionId: string;
}

/** Throws sign-in-needed where nobody is. */
export function presentOf(caller: Caller): Present {
  if (caller.kind === 'anyone') throw problems.signInNeeded();
  const ownerId = caller.kind === 'user' ? caller.personId : caller.staffId;
  return { kind: caller.kind, ownerId, sessionId: caller.sessionId };
}

/** The caller's own open sessions, the latest first, each with where it came from and when it is gone. */
export async function listOwnSessions(deps: IdentityDeps, caller: Caller, locale: Locale) {
  const { kind, ownerId, sessionId } = presentOf(caller);
  const open = await storesOf(deps, kind).sessions.openOf(ownerId, deps.clock.now());
  const [from, spaces] = await Promise.all([
    tracesOfSessions(
      deps,
      ownerId,
      open.map(({ _id }) => _id),
    ),
    deps.spaces.list(open.flatMap(({ clientId }) => clientId ?? [])),
  ]);
  const names = new Map(spaces.map(({ _id, companyName }) => [_id, companyName]));
  return {
    sessions: open.map(({ _id, clientId, usedAt, endsAt }) => ({
      sessionId: _id,
      present: _id === sessionId,
      companyName: names.get(clientId ?? '') ?? null,
      openedAt: sessionBegan(kind, endsAt).toISOString(),
      usedAt: (usedAt ?? sessionBegan(kind, endsAt)).toISOString(),
      endsAt: endsAt.toISOString(),
      keptUntil: sessionGone(endsAt).day,
      from: from.get(_id) ?? null,
    })),
    kept: { clause: '6.safeguards' as const, ...termOf(kind === 'user' ? 'access' : 'staff', locale) },
    noted: { clause: '5.browsing-term' as const, ...termOf('browsing', locale) },
  };
}

const termOf = (category: CategoryId, locale: Locale) => ({
  category: categories[category].label[locale],
  rule: categories[category].term.rule[locale],
});

/**
 * Ends one of the caller's own sessions, everywhere and at once. What is somebody else's is answered like what does
 * not exist. Throws not-found.
 *
 * @enforces 6.safeguards
 */
export async function endOwnSession(deps: IdentityDeps, caller: Caller, sessionId: string): Promise<void> {
  const { kind, ownerId } = presentOf(caller);
  const revoked = await deps.transaction(async (tx) => {
    const session = await storesOf(deps, kind).sessions.find(sessionId, tx);
    if (session?.ownerId !== ownerId) throw problems.unknown();
    return revokeSession(deps, tx, kind, sessionId, 'session-ended');
  });
  await forgetToken(deps, revoked);
}

/** Ends the caller's other sessions, or all of them; gives how many there were. */
export async function endOwnSessions(
  deps: IdentityDeps,
  caller: Caller,
  which: 'others' | 'all',
): Promise<number> {
  const { kind, ownerId, sessionId } = presentOf(caller);
  const ended = await deps.transaction(async (tx) => {
    const revoked: Revoked[] = [];
    for (const { _id } of await storesOf(deps, kind).sessions.ofOwner(tx, ownerId))
      if (which === 'all' || _id !== sessionId)
        revoked.push(await revokeSession(deps, tx, kind, _id, 'session-ended'));
    return revoked;
  });
  for (const revoked of ended) await forgetToken(deps, revoked);
  return ended.length;
}
