import { readFileSync } from 'node:fs';
import { type ServiceName, services } from '@kstudio/contracts';
import { beside, type Ready } from './ready.ts';

/** The broker's and the database's addresses that provisioning gave to each service of the running system. */
export type OwnUsers = Record<ServiceName, { AMQP_URL: string; MONGO_URL: string }>;

export const ownUsersOf = (system: Ready): OwnUsers => {
  const read = (service: ServiceName, name: string) =>
    readFileSync(beside(system, `addresses/${service}/${name}`), 'utf8').trim();
  const own = services.map((service) => [
    service,
    { AMQP_URL: read(service, 'AMQP_URL'), MONGO_URL: read(service, 'MONGO_URL') },
  ]);
  return Object.fromEntries(own) as OwnUsers;
};
