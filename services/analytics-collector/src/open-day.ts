import type { Tx } from '@kstudio/chassis';
import type { CollectorDeps } from './deps.ts';
import { endOfDay } from './terms.ts';

export const PURGE_DAY = 'purge-day';

/** What is kept of a collection day, or made of it, ends with its year. */
export const endsWithItsYear = (tx: Pick<Tx, 'schedule'>, day: string): void =>
  tx.schedule({ name: PURGE_DAY, key: day, dueAt: endOfDay(day).instant, data: { day } });

/** The key of a collection day. Nothing is stored for a day before the job that will end it is. */
export async function openDay(
  { transaction, dayKeys, openDays }: Pick<CollectorDeps, 'transaction' | 'dayKeys' | 'openDays'>,
  day: string,
) {
  if (!openDays.has(day)) {
    await transaction(async (tx) => endsWithItsYear(tx, day));
    openDays.add(day);
  }
  return dayKeys.findOrMake(day);
}
