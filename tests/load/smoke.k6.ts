/**
 * A small load for half a minute, in an open model: requests come at their own rate, whether or not earlier ones were
 * answered. It tells that every door opens quickly, not how much the system bears.
 */
import { check } from 'k6';
import http, { type RequestBody } from 'k6/http';
import type { Options } from 'k6/options';
import { type Signed, subscribe } from './newcomer.ts';
import { type Measured, summarise } from './summary.ts';

const application = __ENV.APPLICATION!;
const mailSink = __ENV.MAIL_SINK;
const DURATION = '25s';

/** 95 of 100 answers within so many milliseconds. Reads are pages and one query; a refusal is made before any. */
const within: Record<string, number> = {
  home: 100,
  'charter page': 100,
  offers: 100,
  charter: 150,
  'sign-in refused': 150,
  ...(mailSink ? { session: 150, account: 150, calendar: 150 } : {}),
};

const rate = (exec: string, perSecond: number) => ({
  executor: 'constant-arrival-rate' as const,
  exec,
  rate: perSecond,
  timeUnit: '1s',
  duration: DURATION,
  preAllocatedVUs: perSecond * 2,
  maxVUs: perSecond * 10,
});

export const options: Options = {
  scenarios: {
    visitors: rate('visit', 10),
    intruders: rate('signInWithNonsense', 2),
    ...(mailSink ? { managers: rate('lookAtAccount', 5) } : {}),
  },
  setupTimeout: '60s',
  summaryTrendStats: ['med', 'p(95)', 'p(99)', 'max', 'count'],
  thresholds: {
    checks: ['rate==1'],
    dropped_iterations: ['count<5'],
    ...Object.fromEntries(
      Object.entries(within).map(([name, ms]) => [`http_req_duration{name:${name}}`, [`p(95)<${ms}`]]),
    ),
    ...Object.fromEntries(Object.keys(within).map((name) => [`http_req_failed{name:${name}}`, ['rate==0']])),
    ...Object.fromEntries(Object.keys(within).map((name) => [`http_reqs{name:${name}}`, ['count>=40']])),
  },
};

export function setup(): Signed | null {
  return mailSink ? subscribe(application, mailSink) : null;
}

function read(name: string, path: string, headers: Record<string, string> = {}): void {
  const answer = http.get(`${application}${path}`, { headers, tags: { name } });
  check(answer, { [`${name} is 200`]: ({ status }) => status === 200 });
}

/** Someone who looks before subscribing. */
export function visit(): void {
  read('home', '/');
  read('charter page', '/charter');
  read('offers', '/api/account/offers');
  read('charter', '/api/charter/charter?locale=fr');
}

const nonsense: RequestBody[] = [
  '{"email":',
  '{}',
  '{"email":{"$gt":""},"password":{"$gt":""}}',
  '{"email":"nobody","password":1}',
];

/** A sign-in that is no sign-in: always a 4xx, told as a problem, never a 5xx. */
export function signInWithNonsense(): void {
  const name = 'sign-in refused';
  const body = nonsense[Math.floor(Math.random() * nonsense.length)]!;
  const answer = http.post(`${application}/api/identity/sessions`, body, {
    headers: { 'Content-Type': 'application/json', Origin: application },
    tags: { name },
    responseCallback: http.expectedStatuses({ min: 400, max: 499 }),
  });
  check(answer, {
    [`${name} is 4xx`]: ({ status }) => status >= 400 && status < 500,
    [`${name} is a problem`]: ({ headers }) =>
      (headers['Content-Type'] ?? '').startsWith('application/problem+json'),
  });
}

/** A manager who looks at what is kept of her. */
export function lookAtAccount(signed: Signed): void {
  const headers = { Cookie: signed.cookie };
  read('session', '/api/identity/session', headers);
  read('account', `/api/account/clients/${signed.clientId}`, headers);
  read('calendar', `/api/charter/clients/${signed.clientId}/calendar`, headers);
}

export const handleSummary = (measured: Measured) => summarise(measured, __ENV.NAME!, __ENV.SUMMARIES!);
