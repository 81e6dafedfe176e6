import type { Holding } from '@kstudio/chassis';
import { clientsHolding } from './clients.store.ts';

/** What analytics-collector holds: which clients there are. Nothing is collected yet. */
export const holdings: readonly Holding[] = [clientsHolding];
