import { randomUUID } from 'node:crypto';
import { newId } from '@kstudio/contracts';

export const sitesOrigin = 'http://localhost:8081';
export const appOrigin = 'http://localhost:8080';

/** A browser in front of the collector, as the gateway hands its requests on. */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly url: string;
  readonly origin: string;
  headers: Record<string, string> = {};

  constructor(url: string, origin = appOrigin) {
    this.url = url;
    this.origin = origin;
  }

  async ask(method: string, path: string, body?: unknown, more: Record<string, string> = {}) {
    const headers: Record<string, string> = {
      origin: this.origin,
      'x-forwarded-host': new URL(this.origin).host,
      'x-forwarded-for': '192.0.2.44',
      'accept-language': 'fr-FR,fr;q=0.9',
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
      cookie: [...this.cookies].map((pair) => pair.join('=')).join('; '),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...this.headers,
      ...more,
    };
    for (const [name, value] of Object.entries(headers)) if (value === '') delete headers[name];
    const response = await fetch(`${this.url}/api/browsing${path}`, {
      method,
      redirect: 'manual',
      headers,
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const text = await response.text();
    const json = response.headers.get('content-type')?.includes('json');
    return {
      status: response.status,
      headers: response.headers,
      text,
      // oxlint-disable-next-line typescript/no-explicit-any -- each test reads what it is about
      body: (json ? JSON.parse(text) : undefined) as any,
    };
  }

  accept = () => this.ask('POST', '/consents', { locale: 'fr', charterVersion: '1' });
  view = (page: string, more: object = {}) =>
    this.ask('POST', '/events', {
      counts: [{ page, entry: true }],
      events: [{ id: newId(), page, ...more }],
    });
  choose = (what: string) => void this.cookies.set('ks_choice', `${what}.1`);
}

/** Somebody whose consent nobody recorded. */
export const stranger = (browser: Browser): Browser => {
  browser.choose('accepted');
  browser.cookies.set('ks_visitor', randomUUID());
  return browser;
};
