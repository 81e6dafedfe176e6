import { setTimeout as pause } from 'node:timers/promises';
import { type Delay, delays, queues } from '@kstudio/bus';
import { realTime } from '@kstudio/chassis';
import { type ServiceName, services } from '@kstudio/contracts';
import { management } from '@kstudio/provision/broker';
import amqp from 'amqplib';
import type { BrokerDoors } from './doors.ts';

/** A message that no service has applied, as it is kept in a backup: what a copy of it needs. */
export type WaitingMessage = {
  service: ServiceName;
  place: 'events' | 'parking';
  properties: Record<string, unknown>;
  /** base64 */
  content: string;
};

export type HeldEvents = {
  /** What was taken in hand so far, in the order of arrival. */
  messages: WaitingMessage[];
  /** Resolves when no service has an event in hand. Throws after `deadlineMs`. */
  handsAreEmpty(deadlineMs?: number): Promise<void>;
  /** Gives everything back to its queue. */
  release(): Promise<void>;
};

/** Above every service's consumer: while it takes, the broker gives events to nobody else. */
const priority = 10;
/** RabbitMQ tells channels' figures every five seconds; after so long they are from within the hold. */
const figuresMs = 6_000;

/**
 * Holds the events of every service up for a moment: takes all that wait, and all that come, without acknowledging
 * any. People go on writing meanwhile; what their writing sets off comes some seconds later.
 */
export async function holdEvents(doors: BrokerDoors): Promise<HeldEvents> {
  const connection = await amqp.connect(doors.url);
  const messages: WaitingMessage[] = [];
  let failed: Error | undefined;
  connection.on('error', (error: Error) => (failed = error));
  const channel = await connection.createChannel();
  channel.on('error', (error: Error) => (failed = error));
  for (const { queue, service, place } of heldQueues()) {
    await channel.consume(
      queue,
      (message) => message && messages.push(waiting(service, place, message)),
      place === 'parking' ? {} : { priority },
    );
  }
  return {
    messages,
    handsAreEmpty: async (deadlineMs = 60_000) => {
      const until = realTime.now() + deadlineMs;
      await pause(figuresMs);
      while ((await eventsInHand(doors)) > 0) {
        if (failed) throw failed;
        if (realTime.now() > until)
          throw new Error('A service did not finish what it had in hand; nothing was copied. Try again.');
        await pause(1_000);
      }
      if (failed) throw failed;
    },
    release: () => connection.close(),
  };
}

function heldQueues() {
  return services.flatMap((service) => [
    // In this order: a message may go on from a delay to the events, and never the other way while they are held.
    ...Object.keys(delays).map((delay) => ({
      queue: queues.delay(service, delay as Delay),
      service,
      place: 'events' as const,
    })),
    { queue: queues.events(service), service, place: 'events' as const },
    { queue: queues.parking(service), service, place: 'parking' as const },
  ]);
}

/** The same properties that a retry copies; what the broker wrote is left out. */
function waiting(service: ServiceName, place: WaitingMessage['place'], message: amqp.ConsumeMessage) {
  const { messageId, type, appId, timestamp, contentType, correlationId, headers = {} } = message.properties;
  const own = Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('x-')));
  return {
    service,
    place,
    properties: { messageId, type, appId, timestamp, contentType, correlationId, headers: own },
    content: message.content.toString('base64'),
  };
}

type Consumer = { queue: { name: string }; channel_details: { name?: string; user?: string } };
type Channel = { name: string; messages_unacknowledged?: number };

/** How many events the services' own channels have taken and not acknowledged. */
async function eventsInHand(doors: BrokerDoors): Promise<number> {
  const ours = decodeURIComponent(new URL(doors.url).username);
  const theirs = (await consumersOfEvents(doors)).filter(
    ({ channel_details }) => channel_details.user !== ours,
  );
  const names = new Set(theirs.map(({ channel_details }) => channel_details.name));
  const call = management(doors.managementUrl);
  const channels = (await call('GET', ['vhosts', doors.vhost, 'channels'])) as Channel[];
  return channels
    .filter(({ name }) => names.has(name))
    .reduce((sum, { messages_unacknowledged = 0 }) => sum + messages_unacknowledged, 0);
}

/** How many processes take events of this virtual host: none, while the services are stopped. */
export const eventConsumers = async (doors: BrokerDoors): Promise<number> =>
  (await consumersOfEvents(doors)).length;

async function consumersOfEvents({ managementUrl, vhost }: BrokerDoors): Promise<Consumer[]> {
  const all = (await management(managementUrl)('GET', ['consumers', vhost])) as Consumer[];
  const names = new Set(services.map((service) => queues.events(service)));
  return all.filter(({ queue }) => names.has(queue.name));
}
