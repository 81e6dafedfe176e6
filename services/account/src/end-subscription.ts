import { purgeCalendar } from '@kstudio/charter';
import { problems as chassisProblems } from '@kstudio/chassis';
import { subscriptionEnded } from '@kstudio/contracts';
import { builtInYears, graceEnds, subscriptionGoes } from './client-life.ts';
import type { AccountDeps } from './deps.ts';

/** The job that turns a client into an archive when the grace is over. */
export const ARCHIVE_JOB = 'archive-client';

/**
 * Ends a subscription: from now on the terms of clause 5.subscription-term run, and after the grace the client is an
 * archive. Gives the instant of the end and the purge calendar; repeated, the same instant.
 *
 * @enforces 5.subscription-term
 */
export async function endSubscription(deps: AccountDeps, clientId: string, personId: string) {
  const { endedAt, years } = await deps.transaction(async (tx) => {
    const years = (await deps.clients.find(clientId, tx))?.termYears ?? builtInYears;
    const ended = await deps.clients.end(tx, clientId, 'cancelled', subscriptionGoes(tx.now, years).instant);
    if (!ended) return { endedAt: await endOf(deps, clientId), years };
    const { version } = ended;
    tx.emit(subscriptionEnded({ clientId, version, endedAt: tx.now.toISOString(), reason: 'cancelled' }));
    tx.schedule({ name: ARCHIVE_JOB, key: clientId, clientId, dueAt: graceEnds(tx.now) });
    tx.audit({ action: 'subscription-ended', clientId, actor: personId });
    return { endedAt: tx.now, years };
  });
  const calendar = purgeCalendar({ state: 'ending', endedAt }, deps.clock.now(), { years, since: null });
  return {
    endedAt: endedAt.toISOString(),
    calendar: calendar.map((row) => ({ ...row, startsAt: row.startsAt?.toISOString() ?? null })),
  };
}

/** When it ended before; a client that never opened or is gone is answered like one that does not exist. */
async function endOf(deps: AccountDeps, clientId: string): Promise<Date> {
  const client = await deps.clients.find(clientId);
  if (!client?.endedAt) throw chassisProblems.unknown();
  return client.endedAt;
}
