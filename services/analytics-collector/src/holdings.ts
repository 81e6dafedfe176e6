import type { Holding } from '@kstudio/chassis';
import { clientsHolding } from './clients.store.ts';
import { consentsHolding } from './consents.store.ts';
import { countsHolding } from './counts.store.ts';
import { eventsHolding } from './events.store.ts';
import { handOversHolding, partsHolding } from './hand-overs.store.ts';
import { readingSitesHolding } from './reading-sites.store.ts';

/** What analytics-collector holds: which clients there are, and for a year what browsing left behind. */
export const holdings: readonly Holding[] = [
  clientsHolding,
  readingSitesHolding,
  eventsHolding,
  countsHolding,
  consentsHolding,
  handOversHolding,
  partsHolding,
];

/** Kept in a database of its own, apart from what it opens: the keys of collection days, for as long as a day is kept. */
export const shortLived = [{ name: 'day-keys' }];
