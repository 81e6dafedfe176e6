import type { Tx } from '@kstudio/chassis';
import type { CollectorDeps } from './deps.ts';
import { PURGE_DAY } from './open-day.ts';
import { prepareWithout } from './prepare-again.ts';

/** Rows that one run deletes at most: the job comes back for the rest. */
const ROWS = 5_000;

/**
 * A collection day is over: its key is destroyed, so that nothing of it can be read any more wherever a copy lies,
 * then its events and counters go, and prepared files that hold some of it are made again without.
 *
 * @enforces 5.browsing-term
 */
export async function purgeDay(deps: CollectorDeps, day: string): Promise<(tx: Tx) => void> {
  await prepareWithout(deps, await deps.handOvers.liveWith(day), () => deps.dayKeys.destroy(day));
  await deps.counts.eraseDay(day);
  const gone = await deps.events.eraseDay(day, ROWS);
  if (gone < ROWS) deps.openDays.delete(day);
  return (tx) => {
    if (gone === ROWS) tx.schedule({ name: PURGE_DAY, key: day, dueAt: tx.now, data: { day } });
  };
}
