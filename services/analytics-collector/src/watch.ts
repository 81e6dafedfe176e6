import { currentCharter } from '@kstudio/charter';
import { newId, type Tally } from '@kstudio/contracts';
import type { CollectorDeps } from './deps.ts';
import { type Sender, takeBatch } from './take-batch.ts';
import { firstKeptDay } from './terms.ts';

const HOUR_MS = 3_600_000;

/**
 * What this service sees of violations: events whose year was over an hour ago, and whether one is kept of somebody who
 * did not consent. The latter is tried, with an event of nobody.
 */
export async function watch(deps: CollectorDeps): Promise<{ tallies: Tally[] }> {
  const first = firstKeptDay(new Date(deps.clock.now().getTime() - HOUR_MS));
  return {
    tallies: [
      { rule: '5.browsing-term', count: await deps.events.countBefore(first) },
      { rule: '2.browsing', count: (await keepsWithoutConsent(deps)) ? 1 : 0 },
    ],
  };
}

/** A browser that says that it agreed, whose agreement nobody ever took: nothing else stands in the way. */
async function keepsWithoutConsent(deps: CollectorDeps): Promise<boolean> {
  const choice = { what: 'accepted', charterVersion: currentCharter.version } as const;
  const sender: Sender = {
    site: [...deps.sites.values()].find(({ kind }) => kind === 'application')!,
    cookies: { choice, visitorId: newId(), access: undefined },
    signalled: false,
    ipAddress: '',
    userAgent: undefined,
    acceptLanguage: undefined,
    referer: undefined,
  };
  const { events } = await takeBatch(deps, sender, { counts: [], events: [{ id: newId(), page: '/' }] });
  return events > 0;
}
