import { randomBytes } from 'node:crypto';
import { type ServiceName, services } from '@kstudio/contracts';
import mongoose from 'mongoose';
import { type ProvisionOptions, provisionBroker, serviceUrl } from '../../deploy/provision/src/broker.ts';
import { provisionDatabaseUser, serviceMongoUrl } from '../../deploy/provision/src/databases.ts';

const needed = (name: string): string => {
  const value = process.env[name];
  if (!value)
    throw new Error(`${name} is missing: tests are started by "npm test", which brings the servers`);
  return value;
};

/** The real servers that the tests were given. */
export const servers = () => ({
  rabbitmqUrl: needed('TEST_RABBITMQ_URL'),
  managementUrl: needed('TEST_RABBITMQ_MANAGEMENT_URL'),
  mongodbUrl: needed('TEST_MONGODB_URL'),
});

export interface Provisioned {
  vhost: string;
  prefix: string;
  managementUrl: string;
  /** The addresses that this service is handed: its own users. */
  urlsOf(service: ServiceName): { AMQP_URL: string; MONGO_URL: string };
  /** Takes everything away again. */
  remove(): Promise<void>;
}

export interface ProvisionFor extends Pick<ProvisionOptions, 'delays'> {
  /** Other servers than those that the tests were given. */
  on?: ReturnType<typeof servers>;
}

/** A vhost and databases of a test file's own, with the services' own users, on the real servers. */
export async function provisionFor(name: string, { on, delays }: ProvisionFor = {}): Promise<Provisioned> {
  const { rabbitmqUrl, managementUrl, mongodbUrl } = on ?? servers();
  const unique = `${name}-${randomBytes(4).toString('hex')}`;
  const prefix = `${unique.replaceAll('-', '_')}_`;
  const password = randomBytes(24).toString('base64url');
  const passwords = Object.fromEntries(services.map((service) => [service, password])) as Record<
    ServiceName,
    string
  >;
  await provisionBroker({ managementUrl, vhost: unique, passwords, delays });
  const admin = await mongoose.createConnection(mongodbUrl).asPromise();
  for (const service of services) await provisionDatabaseUser(admin, service, prefix, password);
  return {
    vhost: unique,
    prefix,
    managementUrl,
    urlsOf: (service) => ({
      AMQP_URL: serviceUrl(rabbitmqUrl, unique, service, password),
      MONGO_URL: serviceMongoUrl(mongodbUrl, service, prefix, password),
    }),
    remove: async () => {
      const { databases } = await admin.getClient().db().admin().listDatabases({ nameOnly: true });
      for (const { name: database } of databases.filter((found) => found.name.startsWith(prefix))) {
        await admin.useDb(database).db!.command({ dropAllUsersFromDatabase: 1 });
        await admin.useDb(database).dropDatabase();
      }
      await admin.close();
      const url = new URL(managementUrl);
      const authorization = `Basic ${btoa(`${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`)}`;
      await fetch(`${url.origin}/api/vhosts/${unique}`, { method: 'DELETE', headers: { authorization } });
    },
  };
}
