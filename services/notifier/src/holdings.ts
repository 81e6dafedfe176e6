import type { Holding } from '@kstudio/chassis';
import { certificateKeysHolding } from './certificate-keys.store.ts';
import { incidentClientsHolding, incidentsHolding } from './incidents.store.ts';
import { noticesHolding } from './notices.store.ts';

/** What notifier holds: notices without an address, and the fingerprint that it writes into the welcome. */
export const holdings: readonly Holding[] = [
  noticesHolding,
  incidentsHolding,
  incidentClientsHolding,
  certificateKeysHolding,
];
