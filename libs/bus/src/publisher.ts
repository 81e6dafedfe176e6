import type amqp from 'amqplib';
import { type BusLog, type Link, openChannel } from './link.ts';

/** What became of a message: the broker has it safely in a queue, or gave it back because no queue wants it. */
export type Fate = 'kept' | 'returned';

export type Publisher = {
  /** Publishes with confirm and `mandatory`. Rejects when the broker is away, refuses, or leaves before it confirmed. */
  send(exchange: string, key: string, body: Buffer, properties: amqp.Options.Publish): Promise<Fate>;
  /** Publishes a transient message that nobody will miss: a question, an answer. False when the broker is away. */
  toss(exchange: string, key: string, body: Buffer, properties: amqp.Options.Publish): boolean;
};

/** The header that tells which publish a returned message belongs to: the confirm that follows is a positive one. */
const sequenceHeader = 'publish-sequence';

/** One channel for all that this process publishes. The broker itself vouches for the user id of each message. */
export function openPublisher(link: Link, user: string, log: BusLog): Publisher {
  let channel: amqp.ConfirmChannel | null = null;
  let sequence = 0;
  const returned = new Set<number>();
  link.add(async (model) => {
    const fresh = await openChannel(model, log, () => {
      if (channel === fresh) channel = null;
    });
    fresh.on('return', (message) => returned.add(message.properties.headers?.[sequenceHeader]));
    channel = fresh;
  });
  return {
    send: (exchange, key, body, properties) =>
      new Promise((resolve, reject) => {
        if (!channel) throw new Error('the broker is away');
        const mine = ++sequence;
        const headers = { ...properties.headers, [sequenceHeader]: mine };
        const options = { ...properties, headers, userId: user, persistent: true, mandatory: true };
        channel.publish(exchange, key, body, options, (error) => {
          const back = returned.delete(mine);
          if (error) reject(error);
          else resolve(back ? 'returned' : 'kept');
        });
      }),
    toss: (exchange, key, body, properties) => {
      try {
        channel?.publish(exchange, key, body, { ...properties, userId: user, persistent: false });
        return channel !== null;
      } catch {
        return false; // the connection is closing: nobody will miss it
      }
    },
  };
}
