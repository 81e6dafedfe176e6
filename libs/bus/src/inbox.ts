import type { ReceivedEvent } from '@kstudio/contracts';
import type amqp from 'amqplib';
import type mongoose from 'mongoose';
import type { Bus } from './bus.ts';
import type { Inbox } from './collections.ts';
import { databaseIsAway, isDuplicateKey } from './database-errors.ts';
import { abandon, acknowledge, openChannel, within } from './link.ts';
import {
  attemptHeader,
  attemptOf,
  checkTable,
  consumedEvents,
  copied,
  parkedAtHeader,
  readMessage,
  reasonHeader,
  Unreadable,
} from './message.ts';
import { point } from './points.ts';
import { defaultRetries, nextDelay, type RetryPlan } from './retry.ts';
import { exchanges, queues, retryKeys } from './topology.ts';
import { continueTrace, nameOf } from './trace.ts';

export type Handler<Tx> = (tx: Tx, event: ReceivedEvent<never>) => Promise<void>;

export type ConsumerOptions<Tx> = {
  inbox: Inbox;
  /** One MongoDB transaction; retries write conflicts, and rethrows what `work` throws. */
  transaction: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** Exactly the events that the catalogue says this service consumes: `EventHandlers<Service, Tx>`. */
  handlers: Record<string, Handler<Tx>>;
  /** Messages in hand at once. With many more, a few broken connections would park what was never tried. */
  prefetch?: number;
  retries?: RetryPlan;
};

export type Consumer = {
  inFlight(): number;
  /** Takes no more, and waits for what is in hand, for at most `deadlineMs`. */
  stop(deadlineMs?: number): Promise<void>;
};

const pauseMs = 250;

/**
 * Starts to apply events, each once: the inbox row and the effect are one transaction, then comes the
 * acknowledgement. Throws when `handlers` is not what the catalogue says.
 */
export function startConsumer<Tx extends { session: mongoose.mongo.ClientSession }>(
  bus: Bus,
  options: ConsumerOptions<Tx>,
): Consumer {
  const { inbox, transaction, handlers, prefetch = 20, retries = defaultRetries } = options;
  const consumed = consumedEvents(bus);
  const keys = [...consumed.values()].map((event) => event.key);
  checkTable(bus.service, keys, handlers);
  const hands = new Set<Promise<void>>();
  const state = { stopping: false, channel: null as amqp.Channel | null, tag: '' };
  bus.consuming.add(consume);
  return { inFlight: () => hands.size, stop };

  async function consume(model: amqp.ChannelModel): Promise<void> {
    if (state.stopping) return;
    const channel = await openChannel(model, bus.log, () => {
      if (state.channel === channel) state.channel = null;
    });
    await channel.prefetch(prefetch);
    state.channel = channel;
    const taken = await channel.consume(queues.events(bus.service), (message) => {
      if (!message) return abandon(channel); // the queue is gone: the link sets up again until it is there
      const hand: Promise<void> = take(channel, message).finally(() => hands.delete(hand));
      hands.add(hand);
    });
    state.tag = taken.consumerTag;
  }

  async function take(channel: amqp.Channel, message: amqp.ConsumeMessage): Promise<void> {
    const id = String(message.properties.messageId);
    point('inbox.received', { event: id });
    const held = () => state.channel === channel;
    while (held()) {
      try {
        await handle(message);
        break;
      } catch (error) {
        if (databaseIsAway(error))
          bus.log.warn({ event: id, reason: nameOf(error) }, 'the database is away: waiting');
        else if (await putAside(message, error)) break;
        if (state.stopping) return; // not acknowledged: another process gets it
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    }
    if (!acknowledge(channel, message)) return; // the broker gives it out again, and the inbox knows it
    point('inbox.acked', { event: id });
  }

  async function handle(message: amqp.ConsumeMessage): Promise<void> {
    const { event } = readMessage(bus, consumed, message);
    const handler = handlers[event.key] as (tx: Tx, event: ReceivedEvent) => Promise<void>;
    const ids = { event: event.id };
    const attributes = { 'messaging.message.id': event.id, 'messaging.destination.name': event.key };
    await continueTrace(
      message.properties.headers ?? {},
      `${event.key} process`,
      'consumer',
      attributes,
      async () => {
        const applied = await once(event.id, async (tx) => {
          await handler(tx, event);
          point('inbox.applied', ids);
        });
        if (applied) point('inbox.committed', ids);
      },
    );
  }

  /** False when the event was applied before. A duplicate key ends the transaction: going on in it cannot work. */
  async function once(event: string, effect: (tx: Tx) => Promise<void>): Promise<boolean> {
    const row = { _id: { consumer: bus.service, event }, at: new Date(bus.realTime.now()) };
    let inserting = false;
    try {
      await transaction(async (tx) => {
        inserting = true;
        await inbox.insertOne(row, { session: tx.session });
        inserting = false;
        await effect(tx);
      });
      return true;
    } catch (error) {
      if (inserting && isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** Retry or parking: a confirmed copy. False when the broker did not take it, so that the original is kept. */
  async function putAside(message: amqp.ConsumeMessage, error: unknown): Promise<boolean> {
    const attempt = attemptOf(message);
    const reason = error instanceof Unreadable ? error.reason : nameOf(error);
    const delay = error instanceof Unreadable && !error.later ? null : nextDelay(retries, attempt, error);
    const { messageId: event, type: key } = message.properties;
    bus.log[delay ? 'warn' : 'error'](
      { event, key, attempt, reason, delay },
      delay ? 'event retried' : 'event parked',
    );
    const target = delay ? retryKeys.delay(bus.service, delay) : retryKeys.parking(bus.service);
    const parkedAt = new Date(bus.realTime.now()).toISOString();
    const headers = delay
      ? { [attemptHeader]: attempt + 1 }
      : { [attemptHeader]: attempt, [parkedAtHeader]: parkedAt };
    const copy = copied(message, { ...headers, [reasonHeader]: reason });
    const sent = bus.publisher.send(exchanges.retry, target, message.content, copy);
    return sent.then(
      (fate) => fate === 'kept',
      () => false,
    );
  }

  async function stop(deadlineMs = 10_000): Promise<void> {
    state.stopping = true;
    await state.channel?.cancel(state.tag).catch(() => {});
    await within(deadlineMs, Promise.all(hands), 'handlers are still at work').catch((error: Error) =>
      bus.log.warn({ reason: error.message, inFlight: hands.size }, 'their events are given out again'),
    );
  }
}
