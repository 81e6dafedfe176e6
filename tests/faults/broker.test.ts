import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Rabbitmq } from '../../deploy/local/servers/rabbitmq.ts';
import { eventually } from '../support/eventually.ts';
import { servers } from '../support/servers.ts';
import {
  brokerAway,
  connectionsKilled,
  disorder,
  publishUnreadable,
  refuseSpaces,
  unroutable,
} from './broker-trials.ts';
import type { Browser } from './browser.ts';
import { manage } from './management.ts';
import { signInOperator } from './operator.ts';
import { privateBroker } from './servers.ts';
import { companiesLive, observe, openTrial, type Trial, watchCompany } from './trial.ts';

/** The same trials take longer, and are harder, by `npm run faults -- --broker`. */
describe('six services whose broker misbehaves', () => {
  let dir: string;
  let broker: Rabbitmq;
  let trial: Trial;
  let operator: Browser;
  const nothing = { lost: 0, twice: 0, mailsAgain: 0 };

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'kstudio-broker-'));
    broker = await privateBroker(join(dir, 'rabbitmq'));
    const on = { ...servers(), rabbitmqUrl: broker.url, managementUrl: broker.managementUrl };
    trial = await openTrial(11, on);
    operator = await signInOperator(trial);
  }, 120_000);
  afterAll(async () => {
    await trial?.system.stop();
    await broker?.close();
    rmSync(dir, { recursive: true, force: true });
  }, 60_000);
  afterEach(() => {
    expect(trial.findings).toEqual([]);
    expect(trial.complaints).toEqual([]);
  });

  it('go on answering while it is away, tell so, and catch up by themselves', async () => {
    expect(await brokerAway(trial, broker, 3, 'SIGKILL')).toMatchObject(nothing);
  }, 90_000);

  it('lose nothing when their connections are cut', async () => {
    expect(await connectionsKilled(trial, 30)).toMatchObject({ ...nothing, kills: 30 });
  }, 90_000);

  it('park what cannot be read with its reason, and go on with its neighbours', async () => {
    const id = await publishUnreadable(trial);
    const row = await observe(trial, 'an unreadable message', async () => {
      await companiesLive(trial, 1, () => true);
      return 0;
    });
    expect(row).toMatchObject(nothing);
    for (const service of ['identity', 'content', 'analytics-collector', 'retention', 'notifier'] as const) {
      const { body: parked } = await operator.call(service, '/parking');
      expect(parked).toMatchObject([
        {
          messageId: id,
          key: 'account.subscription-opened.v1',
          reason: 'no JSON',
          attempts: 1,
        },
      ]);
      expect((await trial.system.readiness(service))?.reasons).toEqual(['messages-parked']);
    }
    for (const service of ['identity', 'content', 'analytics-collector', 'retention', 'notifier']) {
      await manage(trial.system, 'DELETE', `queues/{vhost}/${service}.parking.r1/contents`);
    }
  }, 60_000);

  it('park what no attempt could apply; once the cause is mended, a replay applies it', async () => {
    const mend = await refuseSpaces(trial.system);
    const row = await observe(trial, 'a handler that always throws', async () => {
      const company = watchCompany(trial);
      const parked = await eventually(async () => {
        const { body } = await operator.call('content', '/parking');
        if (body.length === 0) throw new Error('not parked yet');
        return body[0];
      }, 30_000);
      expect(parked).toMatchObject({ key: 'account.subscription-opened.v1', attempts: 5 });
      const { body: shown } = await operator.call('content', `/parking/${parked.messageId}`);
      expect(shown.data.clientId).toBe(company.told.clientIds[0]);
      await mend();
      await operator.call('content', `/parking/${parked.messageId}/replay`, { method: 'POST' });
      await company.over;
      return 0;
    });
    expect(row).toMatchObject(nothing);
    expect((await operator.call('content', '/parking')).body).toEqual([]);
  }, 60_000);

  it('keep an event that no queue wants, tell so, and send it when one does', async () => {
    expect(await unroutable(trial, 0)).toMatchObject(nothing);
  }, 90_000);

  it('come to the same end when events arrive backwards and doubled', async () => {
    expect(await disorder(trial)).toMatchObject(nothing);
  }, 90_000);
});
