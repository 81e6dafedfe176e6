import { randomUUID } from 'node:crypto';
import type { OutgoingHttpHeaders } from 'node:http';
import { type Answer, exchange, newAddress, type Sent } from './exchange.ts';

/** Somebody in front of a browser: keeps cookies, says where requests come from, has an address of her own. */
export class Guest {
  /** For how long (ms) a request is sent again while a service is away; each then has a key, so that it has one effect. */
  static patience = 0;
  readonly origin: string;
  readonly cookies = new Map<string, string>();
  readonly address = newAddress();

  constructor(origin: string) {
    this.origin = origin;
  }

  /** The `Cookie` header; empty where there is none. */
  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** The access token, out of its cookie. */
  get token(): string {
    const found = [...this.cookies].find(([name]) => name.endsWith('ks_access'))?.[1];
    if (!found) throw new Error('nobody is signed in here');
    return found;
  }

  headers(): OutgoingHttpHeaders {
    return { origin: this.origin, ...(this.cookie && { cookie: this.cookie }) };
  }

  /** Sends a request as written, with this guest’s cookies and origin unless other headers are given. */
  async send(sent: Sent): Promise<Answer> {
    const key = Guest.patience > 0 && sent.method !== 'GET' ? { 'idempotency-key': randomUUID() } : {};
    const headers = { ...this.headers(), ...key, ...sent.headers };
    const answer = await this.#answered({ from: this.address, ...sent, headers });
    for (const cookie of answer.headers['set-cookie'] ?? []) this.#keep(cookie);
    return answer;
  }

  async #answered(sent: Sent): Promise<Answer> {
    const until = Date.now() + Guest.patience;
    for (;;) {
      const answer = await exchange(this.origin, sent).catch((error: Error) => error);
      const isAway = answer instanceof Error || [502, 503, 504].includes(answer.status);
      if (!isAway) return answer;
      if (Date.now() >= until) {
        if (answer instanceof Error) throw answer;
        return answer;
      }
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }

  /** Sends JSON. */
  ask(method: string, path: string, body?: unknown, headers: OutgoingHttpHeaders = {}): Promise<Answer> {
    if (body === undefined) return this.send({ method, path, headers });
    const json = JSON.stringify(body);
    return this.send({
      method,
      path,
      body: json,
      headers: { 'content-type': 'application/json', ...headers },
    });
  }

  /** The body of an answer that must have this status; throws with the answer's own words. */
  async demand<T>(status: number, method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.ask(method, path, body);
    if (answer.status === status) return (answer.text === '' ? undefined : JSON.parse(answer.text)) as T;
    throw new Error(`${answer.asked}: ${answer.status} ${answer.text.slice(0, 500)}`);
  }

  #keep(cookie: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (value === '' || /max-age=0|expires=thu, 01 jan 1970/i.test(cookie)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
