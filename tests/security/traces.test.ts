import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { freePorts } from '../../deploy/local/ports.ts';
import { randomSecret } from '../../deploy/local/secrets.ts';
import { eventually } from '../support/eventually.ts';
import { exchange } from '../support/exchange.ts';
import { type Provisioned, provisionFor } from '../support/servers.ts';

/**
 * What a service hands to a trace collector, byte for byte: whatever keeps traces keeps them for long, and anyone who
 * looks for a slow request reads them. So they hold no address, no browser, no query and no text (invariant 4).
 */

const root = resolve(import.meta.dirname, '../..');
const APP = 'http://localhost:8080';
const planted = {
  query: 'solene.kermarrec@question.example',
  browser: 'Mozilla/5.0 (Planted; 3f9c2a71)',
  address: '127.91.82.73',
  forwarded: '198.51.100.73',
  state: 'planted-state-5d1e',
  baggage: 'planted-baggage-77aa',
  name: 'Solène Kermarrec-8a41',
  email: 'solene.kermarrec@corps.example',
  token: 'eyJhbGciOiJFUzI1NiJ9.cGxhbnRlZA.cGxhbnRlZA',
  id: 'kermarrec-in-the-path',
  referrer: 'https://planted-referrer.example/solene',
};

let ground: Provisioned;
let collector: Server;
let service: ChildProcess;
let url: string;
let received = '';

beforeAll(async () => {
  ground = await provisionFor('traces');
  collector = createServer((request, response) => {
    request.setEncoding('utf8');
    request.on('data', (part: string) => {
      received += part;
    });
    request.on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
  });
  await new Promise<void>((done) => collector.listen(0, '127.0.0.1', done));
  const [port, admin] = (await freePorts(2)) as [number, number];
  url = `http://127.0.0.1:${port}`;
  const telemetry = join(root, 'libs/chassis/src/telemetry.ts');
  const main = join(root, 'services/account/src/main.ts');
  service = spawn(process.execPath, ['--conditions=@kstudio/source', `--import=${telemetry}`, main], {
    cwd: root,
    stdio: 'ignore',
    env: {
      PATH: process.env.PATH,
      ...ground.urlsOf('account'),
      PORT: String(port),
      ADMIN_PORT: String(admin),
      APP_ORIGIN: APP,
      SITES_ORIGIN: 'http://127.0.0.1:8081',
      LOG_LEVEL: 'silent',
      LINK_SECRET: randomSecret(),
      TRUSTED_PROXIES: '127.91.82.73',
      OTEL_SERVICE_NAME: 'account',
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${(collector.address() as AddressInfo).port}`,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_BSP_SCHEDULE_DELAY: '200',
    },
  });
  await eventually(() => exchange(url, { method: 'GET', path: '/api/account/offers' }), 120_000);
}, 150_000);
afterAll(async () => {
  const ended = new Promise((done) => service?.once('exit', done));
  service?.kill('SIGKILL');
  await ended;
  collector?.closeAllConnections();
  collector?.close();
  await ground?.remove();
});

it('hands out spans that name routes and durations, and nobody', async () => {
  const headers = {
    'user-agent': planted.browser,
    'x-forwarded-for': planted.forwarded,
    'content-type': 'application/json',
    origin: APP,
    referer: planted.referrer,
    authorization: `Bearer ${planted.token}`,
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    tracestate: `planted=${planted.state}`,
    baggage: `planted=${planted.baggage}`,
  };
  const from = process.platform === 'linux' ? planted.address : undefined;
  const ask = (method: string, path: string, body?: string) =>
    exchange(url, { method, path: `/api/account${path}?q=${planted.query}`, headers, body, from });
  const answers = [
    await ask('GET', '/offers'),
    await ask('GET', `/clients/${planted.id}`),
    await ask('GET', '/nothing'),
    await ask('POST', '/confirmations', JSON.stringify({ token: planted.token })),
    await ask('POST', '/subscriptions', `{"manager":{"name":"${planted.name}","email":"${planted.email}"}}`),
    await ask('POST', '/subscriptions', `{"broken": "${planted.name}`),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 401, 404, 404, 400, 400]);
  const traces = answers.map((answer) => String(answer.headers['x-request-id']));
  await eventually(() => {
    for (const trace of traces) expect(received.includes(trace)).toBe(true);
  }, 20_000);
  expect(received).toContain('/api/account/clients/:clientId');
  const found = Object.entries(planted).filter(([, text]) => received.includes(text));
  expect(found).toEqual([]);
});

it('does not let a stranger choose the trace, in which support would look', async () => {
  expect(received).not.toContain('0af7651916cd43dd8448eb211c80319c');
});
