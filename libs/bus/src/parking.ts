import type amqp from 'amqplib';
import type { Bus } from './bus.ts';
import { attemptHeader, attemptOf, copied, jsonOf, parkedAtHeader, reasonHeader } from './message.ts';
import { exchanges, queues, retryKeys } from './topology.ts';

/** An event that could not be applied. Nothing in it is personal data: events carry ids. */
export type ParkedMessage = {
  messageId: string;
  key: string;
  /** A class, a code or a path, never a value; `delivery_limit`: its handler brought the process down. */
  reason: string;
  attempts: number;
  /** ISO 8601; null when the broker parked it. */
  parkedAt: string | null;
  publisher: string;
};

export type ShownMessage = ParkedMessage & { data: unknown };

/** The oldest parked messages, up to `limit`. */
export async function listParking(bus: Bus, limit = 100): Promise<ParkedMessage[]> {
  return look(bus, limit, async (messages) => messages.map(describe));
}

/** One parked message with its data; null when it is not there. */
export async function showParked(bus: Bus, messageId: string): Promise<ShownMessage | null> {
  return look(bus, mostLookedAt, async (messages) => {
    const found = messages.find((message) => message.properties.messageId === messageId);
    return found ? { ...describe(found), data: jsonOf(found.content) ?? null } : null;
  });
}

/**
 * Gives a parked message back to its queue with all its attempts before it: a confirmed copy, then the
 * acknowledgement. False when it is not there. Throws when the broker does not take the copy.
 */
export async function replayParked(bus: Bus, messageId: string): Promise<boolean> {
  return look(bus, mostLookedAt, async (messages, channel) => {
    const found = messages.find((message) => message.properties.messageId === messageId);
    if (!found) return false;
    const forgotten = { [attemptHeader]: undefined, [reasonHeader]: undefined, [parkedAtHeader]: undefined };
    const copy = copied(found, forgotten);
    const fate = await bus.publisher.send(exchanges.retry, retryKeys.back(bus.service), found.content, copy);
    if (fate === 'returned') throw new Error('the broker has no queue to give the message back to');
    channel.ack(found);
    return true;
  });
}

/** The parking is a place for few messages; behind these a look does not reach. */
const mostLookedAt = 1_000;
let looking: Promise<unknown> = Promise.resolve();

/** Takes messages in hand, lets `work` see them, and gives back what it did not acknowledge. One look at a time. */
async function look<T>(
  bus: Bus,
  limit: number,
  work: (messages: amqp.GetMessage[], channel: amqp.Channel) => Promise<T>,
): Promise<T> {
  const turn = looking.then(async () => {
    const channel = await bus.consuming.borrow();
    try {
      const messages: amqp.GetMessage[] = [];
      while (messages.length < limit) {
        const message = await channel.get(queues.parking(bus.service));
        if (!message) break;
        messages.push(message);
      }
      return await work(messages, channel);
    } finally {
      await channel.close().catch(() => {});
    }
  });
  looking = turn.catch(() => {});
  return turn;
}

function describe({ properties }: amqp.GetMessage): ParkedMessage {
  const headers = properties.headers ?? {};
  return {
    messageId: String(properties.messageId),
    key: String(properties.type),
    reason: String(headers[reasonHeader] ?? headers['x-first-death-reason'] ?? 'unknown'),
    attempts: attemptOf({ properties } as amqp.GetMessage),
    parkedAt: headers[parkedAtHeader] ?? null,
    publisher: String(properties.appId),
  };
}
