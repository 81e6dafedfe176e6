import { categories, endOfTerm, parisDay } from '@kstudio/charter';
import { type Caller, problems, type Tx } from '@kstudio/chassis';
import type { InputOf, OutputOf, traces } from '@kstudio/contracts';
import type { IdentityDeps } from './deps.ts';
import type { TraceRow } from './traces.store.ts';

export const FORGET_TRACES = 'forget-traces';

/** Where a sign-in comes from, as the door saw it. */
export interface From {
  ip: string;
  userAgent: string;
}

/** How much of a user agent is noted, and how many traces a page holds: 256 KiB is the most that an answer may be. */
const AGENT_LENGTH = 500;
const PAGE = 100;

const keptFor = categories.browsing.term.keep as string;
const noonOf = (day: string): Date => new Date(`${day}T12:00:00Z`);

/**
 * Notes where a sign-in came from, for a year to the day: the only place beside the collector where an address or a
 * browser stands.
 *
 * @enforces 4.browsing-handover
 */
export async function traceSignIn(
  deps: Pick<IdentityDeps, 'traces'>,
  tx: Tx,
  sessionId: string,
  { ownerId, clientId }: { ownerId: string; clientId?: string | undefined },
  { ip, userAgent }: From,
): Promise<void> {
  const day = parisDay(tx.now);
  await deps.traces.insert(tx, {
    _id: sessionId,
    clientId: clientId ?? null,
    ownerId,
    day,
    at: tx.now,
    ipAddress: ip.replace(/^::ffff:/, ''),
    userAgent: userAgent.slice(0, AGENT_LENGTH),
  });
  const dueAt = endOfTerm(noonOf(day), keptFor).instant;
  tx.schedule({ name: FORGET_TRACES, key: day, dueAt, data: { day } });
}

/**
 * The day's year is over: what was noted at its sign-ins goes.
 *
 * @enforces 5.browsing-term
 */
export const forgetTraces = ({ traces: rows }: Pick<IdentityDeps, 'traces'>, day: string): Promise<void> =>
  rows.forgetDay(day);

/** What was noted when these sessions of hers began, and the day on which that is gone; by session. */
export async function tracesOfSessions(
  { traces: rows, clock }: Pick<IdentityDeps, 'traces' | 'clock'>,
  ownerId: string,
  sessionIds: readonly string[],
): Promise<Map<string, { ipAddress: string; userAgent: string; keptUntil: string }>> {
  const now = clock.now().getTime();
  const found = await rows.ofSessions(ownerId, sessionIds);
  const kept = found.map((row) => ({ row, end: endOfTerm(noonOf(row.day), keptFor) }));
  return new Map(
    kept
      .filter(({ end }) => end.instant.getTime() > now)
      .map(({ row: { _id, ipAddress, userAgent }, end }) => [
        _id,
        { ipAddress, userAgent, keptUntil: end.day },
      ]),
  );
}

/** A page of what was noted at a client's sign-ins, for the hand-over. What is over is not told, even before it is gone. */
export async function tellTraces(
  { traces: rows, clock }: Pick<IdentityDeps, 'traces' | 'clock'>,
  { clientId, from, to, after }: InputOf<typeof traces>,
): Promise<OutputOf<typeof traces>> {
  const found = await rows.pageOf(clientId, {
    from: new Date(from),
    to: new Date(to),
    after,
    limit: PAGE,
  });
  const now = clock.now().getTime();
  const kept = found.filter(({ day }) => endOfTerm(noonOf(day), keptFor).instant.getTime() > now);
  return {
    traces: kept.map(told),
    next: found.length === PAGE ? found.at(-1)!._id : null,
  };
}

/** A person's own sign-ins, for herself: from whichever browser, to whichever of her clients. */
export async function ownTraces(
  { traces: rows, clock }: Pick<IdentityDeps, 'traces' | 'clock'>,
  caller: Caller,
) {
  if (caller.kind !== 'user') throw problems.notAllowed();
  const now = clock.now().getTime();
  const found = await rows.ofOwner(caller.personId);
  const kept = found.filter(({ day }) => endOfTerm(noonOf(day), keptFor).instant.getTime() > now);
  return kept.map((row) => ({ ...told(row), present: row._id === caller.sessionId }));
}

const told = ({ _id: sessionId, at, ipAddress, userAgent }: TraceRow) => ({
  sessionId,
  at: at.toISOString(),
  ipAddress,
  userAgent,
});
