import { createHash, createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { request } from 'node:http';
import { newId } from '@kstudio/contracts';
import { z } from 'zod';
import { type Provisioned, provisionFor } from '../../../tests/support/servers.ts';
import { baseConfig } from '../src/config.ts';
import { type RunningService, route, startService } from '../src/index.ts';

const APP = 'http://localhost:8080';
const clientId = newId();
const kid = newId();
const retiredKid = newId();
const known = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const foreign = generateKeyPairSync('ec', { namedCurve: 'P-256' });

const part = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const signed = (key: KeyObject, header: unknown, payload: unknown) => {
  const text = `${part(header)}.${part(payload)}`;
  return `${text}.${sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
};
const seconds = () => Math.floor(Date.now() / 1_000);
const header = (more = {}) => ({ alg: 'ES256', typ: 'JWT', kid, ...more });
const claims = (more = {}) => ({
  iss: 'kstudio',
  sub: newId(),
  cid: clientId,
  role: 'reader',
  manager: false,
  sid: newId(),
  iat: seconds(),
  exp: seconds() + 600,
  ...more,
});

/** A request exactly as written: no header is added or mended. */
const send = (url: string, method: string, headers: Record<string, string | string[]>, body?: string) =>
  new Promise<{ status: number; type: string; headers: Record<string, unknown>; text: string }>(
    (resolve, reject) => {
      const sent = request(url, { method, headers }, (response) => {
        let text = '';
        response.on('data', (chunk) => (text += chunk));
        response.on('end', () => {
          const type = response.headers['content-type'] ?? '';
          resolve({ status: response.statusCode ?? 0, type, headers: response.headers, text });
        });
      });
      sent.on('error', reject).end(body);
    },
  );

describe('the doors of a service', () => {
  let provisioned: Provisioned;
  let service: RunningService;

  beforeAll(async () => {
    provisioned = await provisionFor('doors');
    const config = baseConfig.parse({
      PORT: 0,
      ADMIN_PORT: 0,
      APP_ORIGIN: APP,
      SITES_ORIGIN: 'http://localhost:8081',
      CLOCK: 'shiftable',
      LOG_LEVEL: 'silent',
      ...provisioned.urlsOf('content'),
    });
    const common = { clause: '6.safeguards', summary: 'For the test' } as const;
    service = await startService('content', config, () => ({
      holdings: [],
      routes: [
        route({
          ...common,
          method: 'get',
          path: '/mine',
          who: 'user',
          out: { status: 200, body: z.object({ clientId: z.string() }) },
          handler: ({ clientId: own }) => ({ clientId: own }),
        }),
        route({
          ...common,
          method: 'post',
          path: '/renewals',
          who: 'anyone',
          out: { status: 200, body: z.object({ cookie: z.string() }) },
          handler: ({ cookies }) => ({ cookie: typeof cookies.ks_refresh }),
        }),
        route({
          ...common,
          method: 'post',
          path: '/notes',
          who: 'anyone',
          in: { body: z.strictObject({ text: z.string() }) },
          out: { status: 204, body: null },
          handler: () => undefined,
        }),
        route({
          ...common,
          method: 'get',
          path: '/things/:thingId',
          who: 'anyone',
          in: { params: z.strictObject({ thingId: z.uuid() }) },
          out: { status: 204, body: null },
          handler: () => undefined,
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
    const day = 86_400_000;
    const at = (ms: number) => new Date(ms).toISOString();
    const publicKey = known.publicKey.export({ format: 'jwk' }) as Record<string, unknown>;
    const now = Date.now();
    await service.core.auth.learnKey({ kid, publicKey, notBefore: at(now - day), notAfter: at(now + day) });
    await service.core.auth.learnKey({
      kid: retiredKid,
      publicKey,
      notBefore: at(now - 2 * day),
      notAfter: at(now - day),
    });
  });
  afterAll(async () => {
    await service?.stop();
    await provisioned?.remove();
  });

  const api = (path: string) => `${service.url}/api/content${path}`;
  const mine = (token: string) => send(api('/mine'), 'GET', { authorization: `Bearer ${token}` });
  const post = (path: string, body: string | undefined, headers = {}) =>
    send(api(path), 'POST', { origin: APP, 'content-type': 'application/json', ...headers }, body);
  const refused = async (token: string) => {
    const { status, type, text } = await mine(token);
    expect({ status, type, slug: JSON.parse(text).type }).toEqual({
      status: 401,
      type: expect.stringContaining('application/problem+json'),
      slug: 'https://kstudio365.com/problems/sign-in-needed',
    });
  };

  it('lets nobody of a purged client leave anything behind, however young the sign-in', async () => {
    const token = signed(known.privateKey, header(), claims({ cid: newId() }));
    const gone = claims({ cid: newId() });
    const ofGone = signed(known.privateKey, header(), gone);
    const note = (of: string) =>
      post('/notes', JSON.stringify({ text: 'a' }), { authorization: `Bearer ${of}` });
    expect([(await note(token)).status, (await note(ofGone)).status]).toEqual([204, 204]);
    const mark = { _id: createHash('sha256').update(gone.cid).digest('hex') };
    await service.core.db.collection('purged').insertOne({ ...mark, orderId: '' } as never);
    expect([(await note(token)).status, (await note(ofGone)).status]).toEqual([204, 401]);
  });

  it('lets in a token signed by a key it knows', async () => {
    expect(await mine(signed(known.privateKey, header(), claims()))).toMatchObject({ status: 200 });
  });

  it.each([
    ['expired', claims({ exp: seconds() - 1 })],
    ['not valid yet', claims({ nbf: seconds() + 300 })],
    ['of another issuer', claims({ iss: 'someone' })],
    ['without an end', claims({ exp: undefined })],
    ['with an end that is a word', claims({ exp: 'tomorrow' })],
    ['without a client', claims({ cid: undefined })],
    ['with an object for a client', claims({ cid: { $gt: '' } })],
    ['with a role that does not exist', claims({ role: 'root' })],
    ['whose payload is no object', 'a word'],
  ])('refuses a rightly signed token that is %s', async (_, payload) => {
    await refused(signed(known.privateKey, header(), payload));
  });

  it.each([
    ['of no key', { kid: undefined }],
    ['of an unknown key', { kid: newId() }],
    ['that walks through folders', { kid: '../../../../dev/null' }],
    ['that is a query operator', { kid: { $gt: '' } }],
    ['that is an unknown query operator', { kid: { $surprise: 1 } }],
    ['that is a list', { kid: [kid] }],
    ['that is a number', { kid: 1 }],
    ['that is very long', { kid: 'k'.repeat(4_000) }],
    [
      'that is a key in the token itself',
      { kid: undefined, jwk: foreign.publicKey.export({ format: 'jwk' }) },
    ],
    ['of another algorithm', { alg: 'ES384' }],
  ])('refuses a key id %s', async (_, more) => {
    await refused(signed(foreign.privateKey, header(more), claims()));
  });

  it('refuses a right key id with a foreign signature', async () => {
    await refused(signed(foreign.privateKey, header(), claims()));
  });

  it('refuses a key past its last day, also when it was used before', async () => {
    await refused(signed(known.privateKey, header({ kid: retiredKid }), claims()));
  });

  it.each(['none', 'None', 'NONE', 'nOnE'])('refuses a token without a signature (%s)', async (alg) => {
    await refused(`${part(header({ alg }))}.${part(claims())}.`);
    await refused(`${part(header({ alg }))}.${part(claims())}.AAAA`);
  });

  it('refuses a token whose secret is the public key', async () => {
    const pem = known.publicKey.export({ format: 'pem', type: 'spki' });
    const text = `${part(header({ alg: 'HS256' }))}.${part(claims())}`;
    await refused(`${text}.${createHmac('sha256', pem).update(text).digest('base64url')}`);
  });

  it.each([
    'a',
    'a.b',
    'a.b.c',
    '..',
    '....',
    `${part('null')}.${part('null')}.x`,
    `${part(header())}.bm8.x`,
  ])('refuses what is no token at all (%s)', refused);

  it('answers a cookie that pretends to be an object like no cookie', async () => {
    const cookie = `ks_refresh=${encodeURIComponent('j:{"$gt":""}')}; ks_access=${encodeURIComponent('j:["a"]')}`;
    const answer = await post('/renewals', '{}', { cookie });
    expect([answer.status, answer.text]).toEqual([200, '{"cookie":"undefined"}']);
  });

  it('refuses a body nested without end, also under an idempotency key', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    for (const path of ['/renewals', '/notes']) {
      const answer = await post(path, deep, { 'idempotency-key': newId() });
      expect([path, answer.status]).toEqual([path, 400]);
    }
  });

  it('names each field that nobody asked for', async () => {
    const { status, text } = await post('/notes', '{"text":"a","colour":1,"__proto__":{"admin":true}}');
    expect([
      status,
      JSON.parse(text)
        .fields.map((field: { path: string }) => field.path)
        .sort(),
    ]).toEqual([400, ['__proto__', 'colour']]);
  });

  it('blames the address, not the body, when the address cannot be read', async () => {
    const { status, text } = await send(api('/things/%E0%A4%A'), 'GET', {});
    expect([status, JSON.parse(text).type]).toEqual([404, 'https://kstudio365.com/problems/not-found']);
  });

  it('allows a page of the API nothing at all', async () => {
    const { headers } = await send(api('/nothing'), 'GET', {});
    const policy = String(headers['content-security-policy']).split(';').sort();
    expect(policy).toEqual([
      "base-uri 'none'",
      "default-src 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
  });
});
