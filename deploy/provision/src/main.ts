import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceName } from '@kstudio/contracts';
import { provisionBroker, serviceUrl } from './broker.ts';
import { config } from './config.ts';
import { provisionDatabases, serviceMongoUrl } from './databases.ts';
import { holdings } from './holdings.ts';

/**
 * Makes the broker and the databases fit for the services, from the catalogue and the holdings. Idempotent; run
 * before the services on a machine, in Compose and in a cluster, with the administrators' addresses.
 */
const { passwords } = config;
type Passwords = (typeof passwords)[ServiceName];
const of = (kind: 'broker' | 'database') =>
  Object.fromEntries(Object.entries(passwords).map(([service, its]) => [service, its[kind]])) as Record<
    keyof typeof passwords,
    string
  >;

await provisionBroker({
  managementUrl: config.RABBITMQ_MANAGEMENT_URL,
  vhost: config.BROKER_VHOST,
  passwords: of('broker'),
  expandOnly: config.EXPAND_ONLY === 'yes',
});
await provisionDatabases(config.MONGODB_URL, config.DATABASE_PREFIX, of('database'), holdings, {
  duringRestore: config.DURING_RESTORE === 'yes',
  expandOnly: config.EXPAND_ONLY === 'yes',
});
if (config.ADDRESSES_DIR && config.RABBITMQ_URL) writeAddresses(config.ADDRESSES_DIR, config.RABBITMQ_URL);
process.stdout.write('provisioned\n');

/** Each service's own users at the broker and at its database, as files that it reads (`AMQP_URL_FILE`, `MONGO_URL_FILE`). */
function writeAddresses(folder: string, brokerUrl: string): void {
  for (const [service, { broker, database }] of Object.entries(passwords) as [ServiceName, Passwords][]) {
    mkdirSync(join(folder, service), { recursive: true });
    const write = (name: string, address: string) =>
      writeFileSync(join(folder, service, name), address, { mode: 0o600 });
    write('AMQP_URL', serviceUrl(brokerUrl, config.BROKER_VHOST, service, broker));
    write('MONGO_URL', serviceMongoUrl(config.MONGODB_URL, service, config.DATABASE_PREFIX, database));
  }
}
