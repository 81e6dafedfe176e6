import type { DayKeys } from './day-keys.store.ts';
import type { EventRow } from './events.store.ts';
import { unseal } from './sealing.ts';
import type { SealedFacts } from './take-batch.ts';

/** An event in the words of clause 2.browsing. */
export interface OpenedEvent extends SealedFacts {
  at: string;
  site: string;
  page: string;
  link: string | null;
}

/** Opens an event; undefined where its day's key is gone, and with it what it told. */
export async function openEvent(dayKeys: DayKeys, row: EventRow): Promise<OpenedEvent | undefined> {
  const key = await dayKeys.find(row.day);
  if (!key) return undefined;
  const facts = JSON.parse(unseal(key.sealing, row._id, row.sealed).toString()) as SealedFacts;
  return { at: row.at.toISOString(), site: row.site, page: row.page, link: row.link, ...facts };
}
