import { type RunningService, startService } from '@kstudio/chassis';
import { newId, subscriptionOpened } from '@kstudio/contracts';
import { eventually } from '../../../tests/support/eventually.ts';
import { type Provisioned, provisionFor } from '../../../tests/support/servers.ts';
import { signerFor } from '../../../tests/support/signer.ts';
import { standIn, testConfig } from '../../../tests/support/stand-in.ts';
import { build } from '../src/build.ts';

describe('analytics-collector', () => {
  let provisioned: Provisioned;
  let account: RunningService;
  let collector: RunningService;
  let sign: (claims: object) => string;

  beforeAll(async () => {
    provisioned = await provisionFor('collector');
    account = await standIn(provisioned, 'account');
    collector = await startService(
      'analytics-collector',
      testConfig(provisioned, 'analytics-collector'),
      build,
    );
    sign = await signerFor(collector);
  }, 180_000);
  afterAll(async () => {
    await Promise.all([account, collector].map((service) => service?.stop()));
    await provisioned?.remove();
  }, 60_000);

  const collected = (asked: string, own: string, manager = true) =>
    fetch(`${collector.url}/api/browsing/clients/${asked}/collected?locale=en`, {
      headers: {
        authorization: `Bearer ${sign({ sub: newId(), cid: own, role: 'administrator', manager })}`,
      },
    });

  it('knows a client from the opening on, and tells its manager that nothing was collected', async () => {
    const clientId = newId();
    const openedAt = '2026-11-23T10:00:00.000Z';
    const event = { clientId, version: 2, openedAt, charterVersion: '1', ticketHash: 'a'.repeat(64) };
    expect((await collected(clientId, clientId)).status).toBe(404);
    await account.core.transaction(async (tx) => tx.emit(subscriptionOpened(event)));
    await eventually(async () => {
      const response = await collected(clientId, clientId);
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({
        knownSince: openedAt,
        collecting: false,
        events: 0,
        keptFor: 'P1Y',
      });
    });
    expect((await collected(clientId, clientId, false)).status).toBe(403);
    expect((await collected(clientId, newId())).status).toBe(404);
  });
});
