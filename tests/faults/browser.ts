import { setTimeout as pause } from 'node:timers/promises';
import { newId, prefixOf, type ServiceName } from '@kstudio/contracts';
import { appOrigin, type System } from './system.ts';

export interface Answer {
  status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- the checks read what they need of it
  body: any;
}

export interface Call {
  method?: 'GET' | 'POST' | 'DELETE';
  body?: unknown;
  /** Sent with every attempt, so that an attempt whose answer was lost is not done a second time. */
  idempotencyKey?: string;
  /** Statuses that mean "not yet" here: what this needs is still travelling between services. */
  notYet?: readonly number[];
  /** Milliseconds until the person gives up. */
  patience?: number;
}

/** Somebody in front of a browser who tries again until she is answered, and keeps the cookies she is given. */
export interface Browser {
  call(service: ServiceName, path: string, call?: Call): Promise<Answer>;
  /** The session in her access token; undefined when she is not signed in. */
  sessionId(): string | undefined;
}

/** Answers that a service ought not to give, whatever happens to it; told at the end of a run. */
export type Complaint = (what: string) => void;

const tryAgain = new Set([429, 502, 503, 504]);
let visitors = 0;

export function openBrowser(system: System, complain: Complaint): Browser {
  const jar = new Map<string, string>();
  visitors += 1;
  const address = `10.${(visitors >> 16) & 255}.${(visitors >> 8) & 255}.${visitors & 255}`;

  async function attempt(
    service: ServiceName,
    path: string,
    call: Call,
    key: string | undefined,
  ): Promise<Answer> {
    const response = await fetch(`${system.url(service)}${prefixOf(service)}${path}`, {
      method: call.method ?? (call.body === undefined ? 'GET' : 'POST'),
      headers: {
        origin: appOrigin,
        'x-forwarded-for': address,
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(call.body !== undefined && { 'content-type': 'application/json' }),
        ...(key && { 'idempotency-key': key }),
      },
      body: call.body === undefined ? undefined : JSON.stringify(call.body),
      signal: AbortSignal.timeout(20_000),
    });
    const text = await response.text();
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  }

  return {
    sessionId: () => {
      const claims = jar.get('ks_access')?.split('.')[1];
      return claims && JSON.parse(Buffer.from(claims, 'base64url').toString()).sid;
    },
    call: async (service, path, call = {}) => {
      const key = call.idempotencyKey;
      const end = performance.now() + (call.patience ?? 90_000);
      for (let wait = 50; ; wait = Math.min(wait * 2, 400)) {
        // Not told apart by `instanceof Error`: in Jest what fetch throws is an error of another realm.
        const tried = await attempt(service, path, call, key).then(
          (answer) => ({ answer, why: String(answer.status) }),
          (error: unknown) => ({ answer: undefined, why: String(error) }),
        );
        if (tried.answer) {
          const { status, body } = tried.answer;
          if (status < 300) return tried.answer;
          const what = `${service} ${path}: ${status} ${body?.type ?? ''} ${body?.detail ?? ''}`;
          const patient = tryAgain.has(status) || call.notYet?.includes(status);
          if (status === 500) complain(what);
          else if (!patient) throw new Error(what);
        }
        if (performance.now() > end) throw new Error(`no answer of ${service} ${path}: ${tried.why}`);
        await pause(wait);
      }
    },
  };
}

/** A fresh Idempotency-Key. */
export const newKey = (): string => newId();
