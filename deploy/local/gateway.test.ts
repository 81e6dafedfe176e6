import { once } from 'node:events';
import { createServer, get, type IncomingHttpHeaders, type IncomingMessage, type Server } from 'node:http';
import { close, type Gateway, listen, type OwnAnswer, startGateway } from './gateway.ts';
import { freePorts } from './ports.ts';

let gateway: Gateway;
let service: Server;
let application: string;
const told: OwnAnswer[] = [];
let seen: { url?: string; headers: IncomingHttpHeaders };

beforeAll(async () => {
  const [applicationPort, sitesPort, servicePort, deadPort] = (await freePorts(4)) as [
    number,
    number,
    number,
    number,
  ];
  service = createServer((request, response) => {
    seen = { url: request.url, headers: request.headers };
    response.end('here');
  });
  await listen(service, servicePort);
  gateway = await startGateway({
    applicationPort,
    sitesPort,
    log: (line) => told.push(line),
    addressOf: (name) => `http://127.0.0.1:${name === 'account' ? deadPort : servicePort}`,
  });
  application = `http://127.0.0.1:${applicationPort}`;
});

afterAll(async () => {
  await gateway.close();
  await close(service);
});

test('the gateway alone says where a request came from', async () => {
  const headers = {
    'x-forwarded-for': '6.6.6.6',
    forwarded: 'for=6.6.6.6',
    'x-real-ip': '6.6.6.6',
    'x-forwarded-host': 'evil.example',
  };
  await fetch(`${application}/api/identity/keys`, { headers });
  expect(seen.headers['x-forwarded-for']).toBe('127.0.0.1');
  expect(seen.headers['x-forwarded-host']).toBe(new URL(application).host);
  expect(JSON.stringify(seen.headers)).not.toMatch(/6\.6\.6\.6|evil/);
});

test('a service that is down is a 503 in the language asked for', async () => {
  const answer = await fetch(`${application}/api/account/offers`, { headers: { 'accept-language': 'en' } });
  expect(answer.status).toBe(503);
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(answer.headers.get('retry-after')).toBe('2');
  expect(await answer.json()).toMatchObject({ status: 503, title: 'Not available for the moment' });
});

test.each([
  [503, '/api/account/offers?token=secret', { reason: 'service-down', service: 'account' }],
  [400, '*', { reason: 'not-a-path' }],
])(
  'what it answers by itself (%i) is as safe as an answer of a service, with an id that its log knows',
  async (status, path, line) => {
    const { port } = new URL(application);
    const answer = await rawGet(Number(port), path);
    expect(answer.status).toBe(status);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.headers['content-security-policy']).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    const { requestId } = JSON.parse(answer.body);
    expect(requestId).toMatch(/^[0-9a-f]{32}$/);
    expect(answer.headers['x-request-id']).toBe(requestId);
    expect(told.at(-1)).toEqual({ requestId, status, ...line });
  },
);

/** Asks for the path to the letter, which fetch would tidy. */
async function rawGet(port: number, path: string) {
  const request = get({ host: '127.0.0.1', port, path });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const body = Buffer.concat(await response.toArray()).toString();
  return { status: response.statusCode, headers: response.headers, body };
}

test('a body of a megabyte passes whole', async () => {
  const answer = await fetch(`${application}/`, { method: 'POST', body: 'x'.repeat(1_000_000) });
  expect(await answer.text()).toBe('here');
  expect(seen.headers['content-length']).toBe('1000000');
});
