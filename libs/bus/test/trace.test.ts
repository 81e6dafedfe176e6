import { newId, type ReceivedEvent, recipient } from '@kstudio/contracts';
import { trace } from '@opentelemetry/api';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { eventually } from '../../../tests/support/eventually.ts';
import { type Ground, opened, startGround, type Tx } from './support.ts';

type Span = { name: string; attributes: object; spanContext(): { traceId: string } };
const spans: Span[] = [];
const processor = {
  onStart: () => {},
  onEnd: (span: Span) => void spans.push(span),
  forceFlush: async () => {},
  shutdown: async () => {},
};
const telemetry = new NodeSDK({ spanProcessors: [processor as never], instrumentations: [] });
let ground: Ground;
beforeAll(async () => {
  telemetry.start();
  ground = await startGround('trace');
});
afterAll(async () => {
  await ground.stop();
  await telemetry.shutdown();
});

test('one trace leads from a request through outbox, broker and a retry to the effect and its questions', async () => {
  const clientId = newId();
  const seen: (string | undefined)[] = [];
  const here = () => trace.getActiveSpan()?.spanContext().traceId;
  const answers = {
    'account.recipient.v1': async () => {
      seen.push(here());
      return { found: false };
    },
  };
  const account = await ground.start('account', { answers });
  const notifier = await ground.start('notifier', {
    handlers: {
      [opened().key]: async (tx: Tx, event: ReceivedEvent<never>) => {
        seen.push(here());
        if (seen.length < 2) throw new Error('for a moment');
        await notifier.questions.ask(recipient, { clientId, kind: 'manager' });
        await notifier.record(tx, event);
      },
    },
  });
  const traceId = await trace.getTracer('test').startActiveSpan('POST /subscriptions', async (span) => {
    await account.emit(opened(clientId));
    span.end();
    return span.spanContext().traceId;
  });
  await eventually(async () => expect(await notifier.effects.countDocuments({ clientId })).toBe(1));
  expect(seen).toEqual([traceId, traceId, traceId]);
  await eventually(() => {
    const names = spans.filter((span) => span.spanContext().traceId === traceId);
    expect(names.map((span) => span.name).sort()).toEqual([
      'POST /subscriptions',
      'account.recipient.v1 answer',
      'account.subscription-opened.v1 process',
      'account.subscription-opened.v1 process',
      'account.subscription-opened.v1 send',
    ]);
  });
  expect(JSON.stringify(spans.map((span) => span.attributes))).not.toContain(clientId);
});
