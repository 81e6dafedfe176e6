import { clock, newId, recipient, signingKeys, subscriptionState } from '@kstudio/contracts';
import { eventually } from '../../../tests/support/eventually.ts';
import { servers } from '../../../tests/support/servers.ts';
import { QuestionUnanswered, queues } from '../src/index.ts';
import { openDoor } from './door.ts';
import { type Ground, startGround } from './support.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await startGround('questions');
});
afterAll(() => ground.stop());

test('an answer comes back to the replica that asked', async () => {
  const answers = {
    'account.recipient.v1': async ({ clientId }: { clientId: string }) => ({
      found: true,
      name: 'Camille Roy',
      email: `${clientId}@example.com`,
      locale: 'fr',
    }),
  };
  const account = await ground.start('account', { answers });
  const [one, two] = [await ground.start('notifier'), await ground.start('notifier')];
  const clients = Array.from({ length: 40 }, () => newId());
  const asked = clients.map((clientId, index) =>
    (index % 2 ? one : two).questions.ask(recipient, { clientId, kind: 'manager' }),
  );
  const emails = (await Promise.all(asked)).map((answer) => answer.found && answer.email);
  expect(emails).toEqual(clients.map((clientId) => `${clientId}@example.com`));
  await account.stop();
});

test('a question that nobody answers ends at its deadline, and is gone when its owner comes back', async () => {
  const retention = await ground.start('retention');
  const began = performance.now();
  const asked = retention.questions.ask(subscriptionState, { clientId: newId() }, { deadlineMs: 300 });
  await expect(asked).rejects.toMatchObject({ question: subscriptionState.key, why: 'deadline' });
  expect(performance.now() - began).toBeLessThan(1_000);
  await eventually(async () => expect(await ground.count(queues.questions('account'))).toBe(0));
});

test('an answer over 256 KiB is refused', async () => {
  const key = (await import('node:crypto')).randomBytes(32).toString('base64url');
  const row = {
    kid: newId(),
    publicKey: { kty: 'EC', crv: 'P-256', x: key, y: key },
    notBefore: new Date().toISOString(),
    notAfter: new Date().toISOString(),
  };
  let rows = 800;
  const answers = { 'identity.signing-keys.v1': async () => ({ keys: Array(rows).fill(row) }) };
  await ground.start('identity', { answers });
  const content = await ground.start('content');
  expect((await content.questions.ask(signingKeys, {})).keys).toHaveLength(800);
  rows = 2_000;
  await expect(content.questions.ask(signingKeys, {})).rejects.toMatchObject({ why: 'too-large' });
});

test('an answer that throws, or is not of the question’s shape, is a refusal at once and shows nothing', async () => {
  const answers = {
    'account.subscription-state.v1': async ({ clientId }: { clientId: string }) => {
      if (clientId.endsWith('0')) throw new Error('camille@example.com');
      return { found: true, state: 'a state that does not exist' };
    },
  };
  const account = await ground.start('account', { answers });
  const retention = await ground.start('retention');
  for (const end of ['0', '1']) {
    const asked = retention.questions.ask(subscriptionState, { clientId: newId().slice(0, -1) + end });
    await expect(asked).rejects.toThrow(new QuestionUnanswered(subscriptionState.key, 'failed').message);
  }
  await account.stop();
});

test('a question to all is answered by every replica of every service', async () => {
  const report = (name: string) => ({
    'all.clock.v1': async () => ({
      service: 'content',
      replica: name,
      replicas: 1,
      shiftable: true,
      now: new Date().toISOString(),
      shiftMs: 0,
      quiet: true,
      nextDueAt: null,
    }),
  });
  const others = await startGround('all');
  const retention = await others.start('retention', { everybody: report('r') });
  await others.start('content', { everybody: report('c1') });
  await others.start('content', { everybody: report('c2') });
  const ask = (enough: number, deadlineMs: number) =>
    retention.questions.askAll(
      clock,
      { command: 'report' },
      { deadlineMs, enough: (all) => all.length >= enough },
    );
  const three = await ask(3, 5_000);
  expect(three.map((answer) => answer.replica).sort()).toEqual(['c1', 'c2', 'r']);
  expect(await ask(4, 300)).toHaveLength(3);
  await others.stop();
});

test('a question asked while the broker is away is sent when it is back, if its deadline allows', async () => {
  const answers = { 'account.subscription-state.v1': async () => ({ found: false }) };
  const account = await ground.start('account', { answers });
  const door = await openDoor(servers().rabbitmqUrl);
  const retention = await ground.start('retention', { url: ground.url('retention', door.url) });
  door.shut();
  await eventually(() => expect(retention.bus.connected()).toBe(false));
  const input = { clientId: newId() };
  const early = retention.questions.ask(subscriptionState, input, { deadlineMs: 200 });
  await expect(early).rejects.toMatchObject({ why: 'disconnected' });
  const asked = retention.questions.ask(subscriptionState, input, { deadlineMs: 10_000 });
  door.open();
  expect(await asked).toEqual({ found: false });
  await retention.stop();
  await account.stop();
  await door.close();
});
