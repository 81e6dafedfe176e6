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

/**
 * Opens an event; undefined where its day's key is gone, and with it what it told. After a restore without keys the
 * day may have another key than the one that sealed it.
 */
export async function openEvent(dayKeys: DayKeys, row: EventRow): Promise<OpenedEvent | undefined> {
  const key = await dayKeys.find(row.day);
  if (!key) return undefined;
  const facts = factsOf(key.sealing, row);
  if (!facts) return undefined;
  return { at: row.at.toISOString(), site: row.site, page: row.page, link: row.link, ...facts };
}

function factsOf(key: Buffer, { _id, sealed }: EventRow): SealedFacts | undefined {
  try {
    return JSON.parse(unseal(key, _id, sealed).toString()) as SealedFacts;
  } catch {
    return undefined;
  }
}
