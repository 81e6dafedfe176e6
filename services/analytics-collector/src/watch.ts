import { newId, type Tally } from '@kstudio/contracts';
import type { CollectorDeps } from './deps.ts';
import { takeBatch } from './take-batch.ts';
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

async function keepsWithoutConsent(deps: CollectorDeps): Promise<boolean> {
  const site = [...deps.sites.values()].find(({ kind }) => kind === 'application')!;
  const nobody = { site, signalled: true, ipAddress: '', userAgent: undefined, acceptLanguage: undefined };
  const cookies = { choice: undefined, visitorId: newId(), access: undefined };
  const event = { id: newId(), page: '/' };
  const { events } = await takeBatch(
    deps,
    { ...nobody, cookies, referer: undefined },
    { counts: [], events: [event] },
  );
  return events > 0;
}
