import { newId, spaceOpened } from '@kstudio/contracts';
import mongoose from 'mongoose';
import { z } from 'zod';
import { eventually } from '../../../tests/support/eventually.ts';
import { type Provisioned, provisionFor } from '../../../tests/support/servers.ts';
import { testConfig } from '../../../tests/support/stand-in.ts';
import { type RunningService, route, startService } from '../src/index.ts';

describe('a service that stops', () => {
  let provisioned: Provisioned;
  let service: RunningService;
  const begun = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();

  beforeAll(async () => {
    provisioned = await provisionFor('stop');
    service = await startService('content', testConfig(provisioned, 'content'), (core) => ({
      holdings: [],
      routes: [
        route({
          method: 'post',
          path: '/spaces',
          who: 'anyone',
          clause: '2.contents',
          summary: 'For the test',
          out: { status: 201, body: z.object({ done: z.boolean() }) },
          handler: async () => {
            begun.resolve();
            await released.promise;
            return core.transaction(async (tx) => {
              tx.emit(spaceOpened({ clientId: newId(), version: 1, contents: 1 }));
              return { done: true };
            });
          },
        }),
      ],
      consumers: {
        'account.subscription-opened.v1': async () => undefined,
        'account.subscription-ended.v1': async () => undefined,
        'account.subscription-resumed.v1': async () => undefined,
        'identity.user-removed.v1': async () => undefined,
      },
      answers: { 'content.watch.v1': async () => ({ tallies: [] }) },
      jobs: {},
    }));
  });
  afterAll(async () => {
    await provisioned?.remove();
  });

  it('is not ready at once, answers what it has in hand, and sends the event of it before it leaves', async () => {
    const headers = { origin: 'http://localhost:8080' };
    const answer = fetch(`${service.url}/api/content/spaces`, { method: 'POST', headers });
    await begun.promise;
    const stopped = service.stop();
    await eventually(async () => expect((await fetch(`${service.adminUrl}/readyz`)).status).toBe(503));
    released.resolve();
    expect((await answer).status).toBe(201);
    await stopped;
    const db = await mongoose.createConnection(provisioned.urlsOf('content').MONGO_URL).asPromise();
    expect(await db.collection('outbox').countDocuments()).toBe(0);
    await db.close();
  });
});
