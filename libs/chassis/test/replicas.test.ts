import { newId } from '@kstudio/contracts';
import { eventually } from '../../../tests/support/eventually.ts';
import { type Provisioned, provisionFor } from '../../../tests/support/servers.ts';
import { standIn } from '../../../tests/support/stand-in.ts';
import { type RunningService, route } from '../src/index.ts';

describe('two replicas of a service', () => {
  let provisioned: Provisioned;
  let one: RunningService;
  let other: RunningService;
  let identity: RunningService;
  let asked = 0;
  const kid = newId();

  beforeAll(async () => {
    provisioned = await provisionFor('replicas');
    const key = { kid, notBefore: new Date(0).toISOString(), notAfter: new Date(4e12).toISOString() };
    const publicKey = { kty: 'EC', crv: 'P-256', x: 'x'.repeat(43), y: 'y'.repeat(43) };
    identity = await standIn(provisioned, 'identity', {
      answers: {
        'identity.signing-keys.v1': async () => {
          asked += 1;
          if (asked <= 2) throw new Error('not ready yet');
          return { keys: [{ ...key, publicKey }] };
        },
      } as never,
    });
    const routes = [
      route({
        method: 'post',
        path: '/tries',
        who: 'anyone',
        clause: '6.safeguards',
        summary: 'For the test',
        limit: { points: 3, seconds: 60 },
        out: { status: 204, body: null },
        handler: () => undefined,
      }),
    ];
    one = await standIn(provisioned, 'content', { routes });
    other = await standIn(provisioned, 'content', { routes });
  });
  afterAll(async () => {
    for (const service of [one, other, identity]) await service?.stop();
    await provisioned?.remove();
  });

  const tryAt = async ({ url }: RunningService) => {
    const headers = { origin: 'http://localhost:8080' };
    return (await fetch(`${url}/api/content/tries`, { method: 'POST', headers })).status;
  };

  it('count the tries of an address together, and keep no address', async () => {
    expect([await tryAt(one), await tryAt(other), await tryAt(one)]).toEqual([204, 204, 204]);
    expect([await tryAt(other), await tryAt(one)]).toEqual([429, 429]);
    const { db } = one.core;
    expect(JSON.stringify(await db.collection('rate-limits').find().toArray())).not.toContain('127.0.0.1');
    expect(await db.collection('rate-limit-salts').countDocuments()).toBe(1);
  });

  it('ask for the keys of tokens until they are told', async () => {
    await eventually(async () => {
      const known = await one.core.db.collection<{ _id: string }>('verification-keys').findOne({ _id: kid });
      expect(known).not.toBeNull();
    });
    expect(asked).toBeGreaterThan(2);
  });
});
