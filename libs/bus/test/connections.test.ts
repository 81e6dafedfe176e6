import { newId } from '@kstudio/contracts';
import { eventually } from '../../../tests/support/eventually.ts';
import { servers } from '../../../tests/support/servers.ts';
import { queues } from '../src/index.ts';
import { openDoor } from './door.ts';
import { type Ground, opened, startGround } from './support.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await startGround('connections');
});
afterAll(() => ground.stop());

test('200 broken connections lose nothing, repeat no effect and park nothing', async () => {
  const door = await openDoor(servers().rabbitmqUrl);
  const account = await ground.start('account', { url: ground.url('account', door.url) });
  const replica = () => ground.start('content', { url: ground.url('content', door.url) });
  const [content, ...others] = [await replica(), await replica(), await replica()] as const;
  let broken = 0;
  const clients: string[] = [];
  const breaking = async () => {
    for (; broken < 200; broken++) {
      await eventually(() => expect(door.breakOne()).toBe(true));
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 80));
    }
  };
  const writing = async () => {
    while (broken < 200) {
      await eventually(() => expect(clients.length).toBeLessThan(2 * broken + 10));
      const clientId = newId();
      clients.push(clientId);
      await account.emit(opened(clientId));
    }
  };
  await Promise.all([breaking(), writing(), writing()]);
  await eventually(async () => {
    expect(await account.relay.idle()).toBe(true);
    expect(await content.effects.distinct('clientId')).toHaveLength(clients.length);
    expect(content.consumer?.inFlight()).toBe(0);
  }, 90_000);
  expect(await content.effects.countDocuments({})).toBe(clients.length);
  expect(await ground.count(queues.parking('content'))).toBe(0);
  for (const service of [account, content, ...others]) {
    // The last break may be a moment ago: each comes back by itself.
    await eventually(() => expect(service.bus.connected()).toBe(true), 30_000);
    await service.stop();
  }
  await door.close();
}, 200_000);
