import type { CollectorDeps } from './deps.ts';
import { endOfDay } from './terms.ts';

export const PURGE_DAY = 'purge-day';

/** The key of a collection day. Nothing is stored for a day before the job that will end it is. */
export async function openDay(
  { transaction, dayKeys, openDays }: Pick<CollectorDeps, 'transaction' | 'dayKeys' | 'openDays'>,
  day: string,
) {
  if (!openDays.has(day)) {
    const dueAt = endOfDay(day).instant;
    await transaction(async (tx) => tx.schedule({ name: PURGE_DAY, key: day, dueAt, data: { day } }));
    openDays.add(day);
  }
  return dayKeys.findOrMake(day);
}
