/**
 * A steady load for as long as DURATION says: people who read and who write, in an open model. What was acknowledged is
 * counted, so that it can be looked for afterwards. No request may fail, whatever is started anew meanwhile.
 */
import { check } from 'k6';
import http from 'k6/http';
import { Counter } from 'k6/metrics';
import type { Options } from 'k6/options';
import { type Signed, subscribe } from './newcomer.ts';
import { type Measured, summarise } from './summary.ts';

const application = __ENV.APPLICATION!;
const duration = __ENV.DURATION ?? '60s';
const acknowledged = new Counter('acknowledged');
const kept = new Counter('kept');

const rate = (exec: string, perSecond: number) => ({
  executor: 'constant-arrival-rate' as const,
  exec,
  rate: perSecond,
  timeUnit: '1s',
  duration,
  preAllocatedVUs: perSecond * 4,
  maxVUs: perSecond * 20,
});

export const options: Options = {
  hosts: { '*.localhost': '127.0.0.1' },
  scenarios: {
    readers: rate('read', Number(__ENV.READS ?? 20)),
    // A door takes 120 writes a minute from one address.
    writers: rate('write', 1),
  },
  setupTimeout: '120s',
  summaryTrendStats: ['med', 'p(95)', 'p(99)', 'max', 'count'],
  // Of people's requests alone: while a company subscribes, an invitation may be asked for before it is there.
  thresholds: {
    checks: ['rate==1'],
    'http_req_failed{name:read}': ['rate==0'],
    'http_req_failed{name:write}': ['rate==0'],
    'http_req_duration{name:read}': ['p(99)<60000'],
  },
};

export const setup = (): Signed => subscribe(application, __ENV.MAIL_SINK!);

const paths = (clientId: string) => [
  '/',
  '/api/account/offers',
  '/api/charter/charter?locale=fr',
  '/api/identity/session',
  '/api/content/contents',
  `/api/account/clients/${clientId}`,
  `/api/charter/clients/${clientId}/calendar`,
];

/** One of the pages and queries of a signed-in person. */
export function read({ cookie, clientId }: Signed): void {
  const all = paths(clientId);
  const path = all[Math.floor(Math.random() * all.length)]!;
  const answer = http.get(`${application}${path}`, { headers: { Cookie: cookie }, tags: { name: 'read' } });
  check(answer, { 'read is 200': ({ status }) => status === 200 });
}

/** A new content: kept, once it is acknowledged. */
export function write({ cookie }: Signed): void {
  const headers = { 'Content-Type': 'application/json', Origin: application, Cookie: cookie };
  const title = `Charge ${Math.random().toString(36).slice(2)}`;
  const answer = http.post(`${application}/api/content/contents`, JSON.stringify({ title }), {
    headers,
    tags: { name: 'write' },
  });
  if (check(answer, { 'write is 201': ({ status }) => status === 201 })) acknowledged.add(1);
}

/** How many contents she has at the end, beside those that a new space comes with. */
export function teardown({ cookie }: Signed): void {
  const answer = http.get(`${application}/api/content/contents`, {
    headers: { Cookie: cookie },
    tags: { name: 'end' },
  });
  const titles = (answer.json() as { title: string }[]).map(({ title }) => title);
  kept.add(titles.filter((title) => title.startsWith('Charge ')).length);
}

export const handleSummary = (measured: Measured) => summarise(measured, __ENV.NAME!, __ENV.SUMMARIES!);
