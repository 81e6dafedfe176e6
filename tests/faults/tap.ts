import { exchanges } from '@kstudio/bus';
import amqp from 'amqplib';
import type { System } from './system.ts';

/** An event as it was published. The same id twice is one event that was published twice: the inbox sees to that. */
export interface Published {
  id: string;
  key: string;
  data: Record<string, unknown>;
}

const queue = 'faults.tap';

/** Lets a queue of our own have a copy of every event that any service publishes. */
export async function openTap(system: System): Promise<void> {
  const connection = await connect(system);
  const channel = await connection.createChannel();
  await channel.assertQueue(queue, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
  await channel.bindQueue(queue, exchanges.events, '#');
  await connection.close();
}

/** What was published since the last look. */
export async function readTap(system: System): Promise<Published[]> {
  const connection = await connect(system);
  const channel = await connection.createChannel();
  const published: Published[] = [];
  for (let message = await channel.get(queue); message; message = await channel.get(queue)) {
    const { messageId, type } = message.properties;
    const data = readable(message.content);
    if (data) published.push({ id: messageId, key: type, data });
    channel.ack(message);
  }
  await channel.close();
  await connection.close();
  return published;
}

/** Null for what no service publishes: a poison of ours. */
function readable(content: Buffer): Published['data'] | null {
  try {
    return JSON.parse(content.toString());
  } catch {
    return null;
  }
}

/** As the broker's administrator: no service may do this. */
function connect({ on, provisioned }: System): Promise<amqp.ChannelModel> {
  const url = new URL(on.rabbitmqUrl);
  url.pathname = `/${encodeURIComponent(provisioned.vhost)}`;
  return amqp.connect(url.href, { noDelay: true });
}
