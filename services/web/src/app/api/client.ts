import createClient from 'openapi-fetch';
import { currentLocale } from '../i18n/locale.ts';
import type { paths as Account } from './account.generated.d.ts';
import type { paths as AnalyticsCollector } from './analytics-collector.generated.d.ts';
import type { paths as Content } from './content.generated.d.ts';
import type { paths as Identity } from './identity.generated.d.ts';
import type { paths as Notifier } from './notifier.generated.d.ts';
import { ApiProblem } from './problem.ts';
import type { paths as Retention } from './retention.generated.d.ts';

/** Every door of every service, as their OpenAPI pages describe them. */
export type Paths = Account & AnalyticsCollector & Content & Identity & Notifier & Retention;

const refreshPath = '/api/identity/sessions/refresh';
/** Doors that need nobody signed in: their 401 is an answer, and no reason to renew anything. */
const isPublic = (url: string) =>
  /^\/api\/identity\/(sessions|invitations|password-resets|staff\/(first|sessions|password-resets)|addresses|session$)/.test(
    new URL(url).pathname,
  );
let refreshing: Promise<boolean> | undefined;

/** Asks for a new access cookie; calls that fail together share one request. */
export function refreshOnce(): Promise<boolean> {
  refreshing ??= fetch(refreshPath, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: '{}',
  })
    .then(async (response) => {
      await response.body?.cancel();
      return response.ok;
    })
    .finally(() => {
      refreshing = undefined;
    });
  return refreshing;
}

/** An access cookie lives ten minutes: on 401 it is renewed once, and the request repeated. */
export async function fetchSignedIn(request: Request): Promise<Response> {
  request.headers.set('Accept-Language', currentLocale());
  const again = request.clone();
  const response = await fetch(request);
  if (response.status !== 401 || isPublic(request.url) || !(await refreshOnce())) return response;
  return fetch(again);
}

/** The services, through the gateway. */
export const api = createClient<Paths>({ baseUrl: location.origin, fetch: fetchSignedIn });

/** What a service answered. Throws `ApiProblem` for every answer that is not 2xx. */
export async function answerOf<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  const { data, error, response } = await call;
  if (response.ok) return data as T;
  throw new ApiProblem(response.status, typeof error === 'object' && error ? { ...error } : {});
}
