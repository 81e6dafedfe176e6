import mongoose from 'mongoose';
import { type Provisioned, provisionFor, servers } from '../../../tests/support/servers.ts';
import { baseConfig } from '../src/config.ts';
import { startService } from '../src/index.ts';

describe('a service that starts before its users are made', () => {
  let provisioned: Provisioned;
  let admin: mongoose.Connection;
  let url: URL;

  beforeAll(async () => {
    provisioned = await provisionFor('waiting');
    admin = await mongoose.createConnection(servers().mongodbUrl).asPromise();
    url = new URL(provisioned.urlsOf('content').MONGO_URL);
    url.username = 'late';
  });
  afterAll(async () => {
    await admin.close();
    await provisioned.remove();
  });

  const start = (seconds: number) => {
    const config = baseConfig.parse({
      ...{ PORT: 0, ADMIN_PORT: 0, LOG_LEVEL: 'silent', START_SECONDS: seconds },
      ...{ APP_ORIGIN: 'http://localhost:8080', SITES_ORIGIN: 'http://localhost:8081' },
      ...{ ...provisioned.urlsOf('content'), MONGO_URL: url.href },
    });
    return startService('content', config, () => ({
      ...{ holdings: [], routes: [], jobs: {} },
      consumers: {
        'account.subscription-opened.v1': async () => undefined,
        'account.subscription-ended.v1': async () => undefined,
        'account.subscription-resumed.v1': async () => undefined,
        'identity.user-removed.v1': async () => undefined,
      },
      answers: { 'content.watch.v1': async () => ({ tallies: [] }) },
    }));
  };

  it('ends at once unless it is told to wait', async () => {
    await expect(start(0)).rejects.toThrow(/Authentication failed/);
  });

  it('waits as long as it is told, and is ready once they are there', async () => {
    const starting = start(25);
    await expect(
      Promise.race([starting, new Promise((done) => setTimeout(done, 2_500, 'waits'))]),
    ).resolves.toBe('waits');
    const database = url.pathname.slice(1);
    const roles = [{ role: 'readWrite', db: database }];
    await admin
      .useDb(database)
      .db!.command({ createUser: 'late', pwd: decodeURIComponent(url.password), roles });
    const service = await starting;
    expect((await fetch(`${service.adminUrl}/readyz`)).status).toBe(200);
    await service.stop();
  });
});
