import type { Holding } from '@kstudio/chassis';
import { certificateKeys } from './certificate-keys.store.ts';
import { clients } from './clients.store.ts';

/** The data that account holds, by category; each is purged by the chassis' generic purge. */
export const holdings: readonly Holding[] = [clients, certificateKeys];
