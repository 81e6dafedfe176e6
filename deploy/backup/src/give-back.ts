import { type Delay, delays, exchanges, queues, retryKeys } from '@kstudio/bus';
import { services } from '@kstudio/contracts';
import { serviceUrl } from '@kstudio/provision/broker';
import amqp from 'amqplib';
import type { Doors } from './doors.ts';
import type { WaitingMessage } from './hold-events.ts';

/**
 * Empties every service's queues, which know of a time that is not restored, and gives back the messages of the
 * backup, each under its receiver's own name, as a retry is. Twice is no harm: inboxes know what was applied.
 */
export async function giveBack({ broker, brokerPasswords }: Doors, lines: string): Promise<void> {
  const messages = lines
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as WaitingMessage);
  await emptyQueues(broker.url);
  for (const service of services) {
    const its = messages.filter((message) => message.service === service);
    if (its.length === 0) continue;
    const url = serviceUrl(broker.url, broker.vhost, service, brokerPasswords[service]);
    const connection = await amqp.connect(url);
    try {
      const channel = await connection.createConfirmChannel();
      for (const { place, properties, content } of its) {
        const key = place === 'parking' ? retryKeys.parking(service) : retryKeys.back(service);
        const given = { ...properties, persistent: true, userId: decodeURIComponent(new URL(url).username) };
        channel.publish(exchanges.retry, key, Buffer.from(content, 'base64'), given);
      }
      await channel.waitForConfirms();
    } finally {
      await connection.close();
    }
  }
}

async function emptyQueues(url: string): Promise<void> {
  const connection = await amqp.connect(url);
  try {
    const channel = await connection.createChannel();
    for (const service of services) {
      const delayed = Object.keys(delays).map((delay) => queues.delay(service, delay as Delay));
      for (const queue of [
        queues.events(service),
        queues.questions(service),
        queues.parking(service),
        ...delayed,
      ])
        await channel.purgeQueue(queue);
    }
  } finally {
    await connection.close();
  }
}
