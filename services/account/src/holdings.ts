import type { Holding } from '@kstudio/chassis';
import { addressChanges } from './address-changes.store.ts';
import { certificateKeys } from './certificate-keys.store.ts';
import { charters } from './charters.store.ts';
import { clients } from './clients.store.ts';
import { requests } from './requests.store.ts';

/** The data that account holds, by category; each is purged by the chassis' generic purge. */
export const holdings: readonly Holding[] = [clients, requests, addressChanges, certificateKeys, charters];
