import { parisDay } from '@kstudio/charter';
import type { CollectorDeps } from './deps.ts';
import { daysAfter, firstKeptDay } from './terms.ts';

/** Below this a count could point at somebody: it is not shown. */
const SHOWN_FROM = 5;
const ROWS = 100;

/**
 * For operators, to improve the service: sums of the day counters of the last days, and nothing of events. There is
 * no other way for staff to what browsing leaves behind.
 *
 * @enforces 3.purpose
 */
export async function showSummary({ counts, clock }: Pick<CollectorDeps, 'counts' | 'clock'>, days: number) {
  const now = clock.now();
  const to = parisDay(now);
  const from = [daysAfter(to, 1 - days), firstKeptDay(now)].sort().at(-1)!;
  const by = async (dimension: Parameters<typeof counts.sums>[0], rows = ROWS) =>
    (await counts.sums(dimension, from, to, rows)).map(({ _id, views, entries }) => ({
      name: _id,
      views: views < SHOWN_FROM ? null : views,
      entries: entries < SHOWN_FROM ? null : entries,
    }));
  const [byDay, sites, pages, browserTypes, browserLanguages] = await Promise.all([
    by('day', 400),
    by('site'),
    by('page'),
    by('browserType'),
    by('browserLanguage'),
  ]);
  return { from, to, days: byDay, sites, pages, browserTypes, browserLanguages };
}
