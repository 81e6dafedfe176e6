import { readFileSync } from 'node:fs';
import type { ServiceName } from '@kstudio/contracts';
import { beside, type Ready } from './ready.ts';

/** The broker's and the database's addresses that provisioning gave to each service of the running system. */
export type OwnUsers = Record<ServiceName, { AMQP_URL: string; MONGO_URL: string }>;

export const ownUsersOf = (system: Ready): OwnUsers =>
  JSON.parse(readFileSync(beside(system, 'addresses.json'), 'utf8')) as OwnUsers;
