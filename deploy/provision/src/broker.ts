import type { Delay } from '@kstudio/bus';
import { type Catalogue, type ServiceName, catalogue as theCatalogue } from '@kstudio/contracts';
import { type Topology, topologyOf, type UserSpec } from './topology.ts';

export type ProvisionOptions = {
  /** The management API with its administrator in it: `http://name:password@host:15672`. */
  managementUrl: string;
  vhost?: string;
  passwords: Record<ServiceName, string>;
  catalogue?: Catalogue;
  /** Adds alone and takes nothing away: what another version beside this one may still use stays. */
  expandOnly?: boolean;
  /** Other delays than the product's, for tests. */
  delays?: Record<Delay, number>;
};

type Call = (method: string, path: string[], body?: object) => Promise<unknown>;

/**
 * Makes the virtual host, the topology and one user per service; run again, it changes what differs and takes away
 * bindings and rights that the catalogue no longer has, unless it is told to expand only. Throws with the broker's own words, above all when a queue exists with
 * other arguments: its name then needs a new revision.
 */
export async function provisionBroker(options: ProvisionOptions): Promise<void> {
  const { vhost = 'kstudio', passwords, expandOnly = false } = options;
  const call = management(options.managementUrl);
  const topology = topologyOf(options.catalogue ?? theCatalogue, options.delays);
  await call('PUT', ['vhosts', vhost], {});
  const administrator = decodeURIComponent(new URL(options.managementUrl).username);
  await call('PUT', ['permissions', vhost, administrator], { configure: '.*', write: '.*', read: '.*' });
  for (const name of topology.exchanges) {
    await call('PUT', ['exchanges', vhost, name], { type: 'topic', durable: true });
  }
  for (const queue of topology.queues) {
    await call('PUT', ['queues', vhost, queue.name], { durable: true, arguments: queue.arguments });
  }
  await bind(call, vhost, topology, expandOnly);
  for (const user of topology.users) {
    const given = expandOnly ? await united(call, vhost, user) : user;
    await grant(call, vhost, given, passwords[user.service]);
  }
}

type Binding = { source: string; destination: string; routing_key: string; properties_key: string };

async function bind(
  call: Call,
  vhost: string,
  { bindings, queues }: Topology,
  expandOnly: boolean,
): Promise<void> {
  const ours = new Set(queues.map((queue) => queue.name));
  const existing = ((await call('GET', ['bindings', vhost])) as Binding[]).filter(
    (row) => row.source !== '' && ours.has(row.destination),
  );
  const wanted = new Map(bindings.map((row) => [`${row.exchange} ${row.queue} ${row.key}`, row]));
  for (const row of existing) {
    if (wanted.delete(`${row.source} ${row.destination} ${row.routing_key}`) || expandOnly) continue;
    await call('DELETE', ['bindings', vhost, 'e', row.source, 'q', row.destination, row.properties_key]);
  }
  for (const { exchange, queue, key } of wanted.values()) {
    await call('POST', ['bindings', vhost, 'e', exchange, 'q', queue], { routing_key: key });
  }
}

type Rights = { configure?: string; write: string; read: string };

/** What a user may do by this version, or may do already. */
async function united(call: Call, vhost: string, user: UserSpec): Promise<UserSpec> {
  const name = userName(vhost, user.service);
  const mine = <T extends { user: string }>(rows: unknown) =>
    (rows as T[]).filter((row) => row.user === name);
  const [before] = mine<Rights & { user: string }>(await call('GET', ['vhosts', vhost, 'permissions']));
  const topics = mine<Rights & { user: string; exchange: string }>(
    await call('GET', ['vhosts', vhost, 'topic-permissions']),
  );
  const both = (now: string, old: string | undefined) =>
    old === undefined || old === now ? now : `(${old})|(${now})`;
  return {
    ...user,
    permission: {
      configure: both(user.permission.configure, before?.configure),
      write: both(user.permission.write, before?.write),
      read: both(user.permission.read, before?.read),
    },
    topics: user.topics.map((topic) => {
      const old = topics.find(({ exchange }) => exchange === topic.exchange);
      return { ...topic, write: both(topic.write, old?.write), read: both(topic.read, old?.read) };
    }),
  };
}

async function grant(call: Call, vhost: string, user: UserSpec, password: string): Promise<void> {
  const name = userName(vhost, user.service);
  await call('PUT', ['users', name], { password, tags: '' });
  await call('PUT', ['permissions', vhost, name], user.permission);
  for (const topic of user.topics) await call('PUT', ['topic-permissions', vhost, name], topic);
}

/** Users are global to a broker, so their names carry the virtual host. */
const userName = (vhost: string, service: ServiceName): string => `${vhost}.${service}`;

/** The address to give to a service: that of `brokerUrl`, with the service's own user and the virtual host. */
export function serviceUrl(brokerUrl: string, vhost: string, service: ServiceName, password: string): string {
  const url = new URL(brokerUrl);
  url.username = encodeURIComponent(userName(vhost, service));
  url.password = encodeURIComponent(password);
  url.pathname = encodeURIComponent(vhost);
  return url.href;
}

/** Calls of RabbitMQ's management API by its administrator; throws with the broker's own words. */
export function management(managementUrl: string): Call {
  const base = new URL(managementUrl);
  const credentials = `${decodeURIComponent(base.username)}:${decodeURIComponent(base.password)}`;
  const headers = {
    authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
    'content-type': 'application/json',
  };
  return async (method, path, body) => {
    const address = new URL(`/api/${path.map(encodeURIComponent).join('/')}`, base.origin);
    const response = await fetch(address, { method, headers, body: body && JSON.stringify(body) }).catch(
      (error: Error & { cause?: { code?: string } }) => {
        const why = error.cause?.code ?? error.name;
        throw new Error(
          `RabbitMQ's management does not answer at ${base.origin} (${why}): RABBITMQ_MANAGEMENT_URL says where it is`,
        );
      },
    );
    const text = await response.text();
    if (!response.ok)
      throw new Error(`RabbitMQ refused ${method} ${address.pathname}: ${response.status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  };
}
