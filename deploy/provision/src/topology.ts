import { type Delay, delays, exchanges, queues, retryKeys } from '@kstudio/bus';
import { type Catalogue, type ServiceName, services, understoodKeys } from '@kstudio/contracts';

export type QueueSpec = { name: string; arguments: Record<string, string | number> };
export type BindingSpec = { exchange: string; queue: string; key: string };
export type Permission = { configure: string; write: string; read: string };
export type TopicPermission = { exchange: string; write: string; read: string };
export type UserSpec = { service: ServiceName; permission: Permission; topics: TopicPermission[] };
export type Topology = {
  exchanges: string[];
  queues: QueueSpec[];
  bindings: BindingSpec[];
  users: UserSpec[];
};

/** All that the broker must hold for this catalogue, as data: provisionBroker() makes it so, charts can render it. */
export function topologyOf(catalogue: Catalogue, delayTimes: Record<Delay, number> = delays): Topology {
  return {
    exchanges: Object.values(exchanges),
    queues: services.flatMap((service) => queuesOf(service, delayTimes)),
    bindings: services.flatMap((service) => bindingsOf(catalogue, service)),
    users: services.map((service) => userOf(catalogue, service)),
  };
}

/** A question nobody took is gone after this, whatever its asker's deadline was. */
const questionTtlMs = 30_000;

/** States every argument: RabbitMQ 3.10 and 4.x differ in their defaults. */
const quorum = {
  'x-queue-type': 'quorum',
  'x-overflow': 'reject-publish',
};
const deadLetter = (key: string) => ({
  'x-dead-letter-exchange': exchanges.retry,
  'x-dead-letter-routing-key': key,
  'x-dead-letter-strategy': 'at-least-once',
});
/** For crash loops alone: a retry is a copy, and does not count. */
const deliveryLimit = 50;
/** Looking into the parking gives the messages back each time, which counts as deliveries. */
const neverMind = 1_000_000_000;

function queuesOf(service: ServiceName, delayTimes: Record<Delay, number>): QueueSpec[] {
  const delayed = Object.entries(delayTimes).map(([delay, ttl]) => ({
    name: queues.delay(service, delay as Delay),
    arguments: {
      ...quorum,
      'x-message-ttl': ttl,
      'x-delivery-limit': deliveryLimit,
      ...deadLetter(retryKeys.back(service)),
    },
  }));
  return [
    {
      name: queues.events(service),
      arguments: { ...quorum, 'x-delivery-limit': deliveryLimit, ...deadLetter(retryKeys.parking(service)) },
    },
    {
      name: queues.questions(service),
      arguments: { ...quorum, 'x-delivery-limit': deliveryLimit, 'x-message-ttl': questionTtlMs },
    },
    ...delayed,
    { name: queues.parking(service), arguments: { ...quorum, 'x-delivery-limit': neverMind } },
  ];
}

function bindingsOf(catalogue: Catalogue, service: ServiceName): BindingSpec[] {
  const consumed = catalogue.events.filter((row) => row.consumers.includes(service));
  const keys = new Set(consumed.flatMap((row) => understoodKeys(row.event)));
  const events = queues.events(service);
  return [
    ...[...keys].map((key) => ({ exchange: exchanges.events, queue: events, key })),
    ...catalogue.questions
      .filter((row) => row.owner === service)
      .map((row) => ({
        exchange: exchanges.questions,
        queue: queues.questions(service),
        key: row.question.key,
      })),
    { exchange: exchanges.retry, queue: events, key: retryKeys.back(service) },
    { exchange: exchanges.retry, queue: queues.parking(service), key: retryKeys.parking(service) },
    ...Object.keys(delays).map((delay) => ({
      exchange: exchanges.retry,
      queue: queues.delay(service, delay as Delay),
      key: retryKeys.delay(service, delay as Delay),
    })),
  ];
}

/** A pattern that matches one of these names and nothing else; of no name, nothing. */
const oneOf = (...names: string[]) =>
  `^(${names.map((name) => name.replaceAll('.', '\\.')).join('|') || '(?!)'})$`;
const replicaKey = '[0-9a-f]+';

/**
 * What the catalogue gives a service, and no more. An exchange without a topic permission would be open to every
 * key, so each of the four has one.
 */
function userOf(catalogue: Catalogue, service: ServiceName): UserSpec {
  const replicas = queues.replica(service, replicaKey);
  // Older revisions too: the release before publishes them while this one comes up, and so does a waiting outbox.
  const published = catalogue.events
    .filter((row) => row.publisher === service)
    .flatMap((row) => understoodKeys(row.event));
  const asks = catalogue.questions
    .filter((row) => row.askers.includes(service))
    .map((row) => row.question.key);
  const answersTo = catalogue.questions
    .filter((row) => row.owner === service || row.owner === 'all')
    .flatMap((row) => row.askers.map((asker) => `${asker}.${replicaKey}`));
  const retries = [...Object.keys(delays).map((delay) => retryKeys.delay(service, delay as Delay))];
  return {
    service,
    permission: {
      configure: oneOf(replicas),
      write: oneOf(...Object.values(exchanges), replicas),
      read: oneOf(
        queues.events(service),
        queues.questions(service),
        queues.parking(service),
        replicas,
        exchanges.questions,
        exchanges.replies,
      ),
    },
    topics: [
      { exchange: exchanges.events, write: oneOf(...published), read: oneOf() },
      { exchange: exchanges.questions, write: oneOf(...asks), read: oneOf('all.#') },
      {
        exchange: exchanges.replies,
        write: oneOf(...new Set(answersTo)),
        read: oneOf(`${service}.${replicaKey}`),
      },
      {
        exchange: exchanges.retry,
        write: oneOf(...retries, retryKeys.parking(service), retryKeys.back(service)),
        read: oneOf(),
      },
    ],
  };
}
