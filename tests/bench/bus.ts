import diagnostics from 'node:diagnostics_channel';
import { newId } from '@kstudio/contracts';
import { startRelay } from '../../libs/bus/src/index.ts';
import { opened, type Service, startGround } from '../../libs/bus/test/support.ts';
import { eventually } from '../support/eventually.ts';
import { type Measured, median, quantile } from './measured.ts';
import { measureTax } from './outbox-tax.ts';

/** The outbox's price, the way from event to effect at rest, and the rates of relay and consumer. */
export async function measureBus(): Promise<Measured[]> {
  const tax = await measureTax();
  const ground = await startGround('bench');
  try {
    const account = await ground.start('account');
    const content = await ground.start('content');
    return [
      ...tax,
      ...(await measureLatency(account, content)),
      await measureRelay(account),
      await measureConsumer(account, content),
    ];
  } finally {
    await ground.stop();
  }
}

async function measureLatency(account: Service, content: Service): Promise<Measured[]> {
  const arrived = new Map<string, number>();
  const listen = (message: unknown) => {
    const { point, event } = message as { point: string; event: string };
    if (point === 'inbox.committed') arrived.set(event, performance.now());
  };
  await eventually(() => {
    if (content.consumer?.inFlight()) throw new Error('still at work');
  });
  diagnostics.subscribe('kstudio.points', listen);
  const [fromCommit, fromStart]: [number[], number[]] = [[], []];
  for (let n = 0; n < 500; n++) {
    const began = performance.now();
    const [id = ''] = await account.emit(opened());
    const committed = performance.now();
    await eventually(() => {
      if (!arrived.has(id)) throw new Error('not yet');
    });
    fromCommit.push((arrived.get(id) ?? 0) - committed);
    fromStart.push((arrived.get(id) ?? 0) - began);
    await new Promise((resolve) => setTimeout(resolve, 10 + Math.random() * 20));
  }
  diagnostics.unsubscribe('kstudio.points', listen);
  const show = (values: number[]) =>
    `${quantile(values, 0.5).toFixed(1)} ms / ${quantile(values, 0.99).toFixed(1)} ms`;
  return [
    {
      what: 'event (its commit) → effect in another service (its commit), p50 / p99 at rest',
      value: show(fromCommit),
      promised: 'p99 ≤ 50 ms',
      kept: quantile(fromCommit, 0.99) <= 50 ? 'yes' : 'no',
    },
    {
      what: 'the same from the beginning of the use case',
      value: show(fromStart),
      promised: '–',
      kept: '–',
    },
  ];
}

async function measureRelay(account: Service): Promise<Measured> {
  const count = 10_000;
  const rates: number[] = [];
  for (let round = 0; round < 5; round++) {
    const now = new Date(0);
    const rows = Array.from({ length: count }, () => {
      const { key, data } = opened();
      const times = { occurredAt: now, writtenAt: now, readyAt: now };
      return { _id: newId(), key, data, ...times, replica: 'another', trace: {} };
    });
    await account.outbox.insertMany(rows);
    const began = performance.now();
    const relay = startRelay(account.bus, { outbox: account.outbox });
    await eventually(async () => {
      if ((await account.outbox.estimatedDocumentCount()) > 0) throw new Error('still sending');
    }, 60_000);
    rates.push((count * 1_000) / (performance.now() - began));
    await relay.stop();
  }
  return {
    what: 'relay, 10,000 rows waiting',
    value: `${Math.round(median(rates))} events/s`,
    promised: '–',
    kept: '–',
  };
}

async function measureConsumer(account: Service, content: Service): Promise<Measured> {
  const count = 2_000;
  const rates: number[] = [];
  const idle = () =>
    eventually(async () => {
      const [known] = [await content.inbox.estimatedDocumentCount()];
      await new Promise((resolve) => setTimeout(resolve, 200));
      if ((await content.inbox.estimatedDocumentCount()) !== known) throw new Error('still at work');
    }, 120_000);
  await idle();
  for (let round = 0; round < 5; round++) {
    const before = await content.inbox.estimatedDocumentCount();
    const began = performance.now();
    for (let n = 0; n < count; n += 100) await account.emit(...Array.from({ length: 100 }, () => opened()));
    await eventually(async () => {
      if ((await content.inbox.estimatedDocumentCount()) < before + count) throw new Error('still at work');
    }, 60_000);
    rates.push((count * 1_000) / (performance.now() - began));
  }
  return {
    what: 'consumer, one transaction each',
    value: `${Math.round(median(rates))} events/s`,
    promised: '–',
    kept: '–',
  };
}
