import type { ServiceName } from '@kstudio/contracts';
import type { Bus } from './bus.ts';
import type { Consumer } from './inbox.ts';
import type { Relay, RelayStatus } from './outbox.ts';
import { type Delay, delays, queues } from './topology.ts';

export type BusStatus = {
  connected: boolean;
  /** The broker is short of memory or disk and takes nothing. */
  blocked: boolean;
  outbox: RelayStatus;
  /** Messages in the own queues; null when the broker cannot be asked. */
  queues: { ready: number; retrying: number; parked: number } | null;
  inFlight: number;
};

/** What readiness and metrics show. Throws when the database cannot be asked. */
export async function busStatus(bus: Bus, relay: Relay, consumer: Consumer): Promise<BusStatus> {
  return {
    connected: bus.connected(),
    blocked: bus.publishing.blocked(),
    outbox: await relay.status(),
    queues: bus.connected() ? await counts(bus, bus.service).catch(() => null) : null,
    inFlight: consumer.inFlight(),
  };
}

async function counts(bus: Bus, service: ServiceName): Promise<BusStatus['queues']> {
  const channel = await bus.consuming.borrow();
  try {
    const count = async (queue: string) => (await channel.checkQueue(queue)).messageCount;
    const ready = await count(queues.events(service));
    const parked = await count(queues.parking(service));
    let retrying = 0;
    for (const delay of Object.keys(delays)) retrying += await count(queues.delay(service, delay as Delay));
    return { ready, retrying, parked };
  } finally {
    await channel.close().catch(() => {});
  }
}
