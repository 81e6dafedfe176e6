import { currentLocale } from '../i18n/locale.ts';
import { ApiProblem } from './problem.ts';

export interface Call {
  method?: 'GET' | 'POST' | 'DELETE';
  body?: unknown;
  /** Makes a repeated request one (a double click, a lost answer). */
  idempotencyKey?: string;
}

const refreshPath = '/api/identity/sessions/refresh';
let refreshing: Promise<boolean> | undefined;

function request(path: string, call: Call): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': currentLocale() };
  if (call.body !== undefined) headers['Content-Type'] = 'application/json';
  if (call.idempotencyKey) headers['Idempotency-Key'] = call.idempotencyKey;
  return fetch(path, {
    method: call.method ?? 'GET',
    headers,
    credentials: 'same-origin',
    body: call.body === undefined ? undefined : JSON.stringify(call.body),
  });
}

/** Asks for a new access cookie; calls that fail together share one request. */
export function refreshOnce(): Promise<boolean> {
  refreshing ??= request(refreshPath, { method: 'POST', body: {} })
    .then((response) => response.ok)
    .finally(() => {
      refreshing = undefined;
    });
  return refreshing;
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text();
  if (!text) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Calls a service through the gateway. An access cookie lives ten minutes: on 401 it is renewed once and the
 * call repeated. Throws `ApiProblem` for every answer that is not 2xx.
 */
export async function send<T>(path: string, call: Call = {}, signedIn = true): Promise<T> {
  let response = await request(path, call);
  if (response.status === 401 && signedIn && (await refreshOnce())) response = await request(path, call);
  const body = await readBody(response);
  if (!response.ok) throw new ApiProblem(response.status, (body ?? {}) as Record<string, unknown>);
  return body as T;
}
