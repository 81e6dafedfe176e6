import { type Answer, exchange, requestsMade } from '../support/exchange.ts';
import { signInAgain } from '../support/newcomer.ts';
import { isUnsafe, type Operation } from './api.ts';
import { admitted, type Cast, forEachOf, gatherCast, ownPath } from './cast.ts';
import { faultsOfHeaders, faultsOfRefusal, slugOf } from './judgement.ts';

/** What other sites can do to a signed-in person: nothing; and what pages, cookies and answers say to her browser. */

let cast: Cast;
beforeAll(async () => {
  cast = await gatherCast();
});
afterAll(() => process.stdout.write(`other sites: ${requestsMade()} requests\n`));

const unsafe = () => cast.operations.filter(isUnsafe);
const send = (operation: Operation, headers: Record<string, string | undefined>): Promise<Answer> => {
  const guest = admitted(cast, operation);
  const known = { cookie: guest.cookie, 'content-type': 'application/json' };
  const given = Object.fromEntries(
    Object.entries({ ...known, ...headers }).filter(([, value]) => value !== undefined),
  );
  // By `exchange`, which adds nothing: no Origin unless it is given here.
  return exchange(guest.origin, {
    method: operation.method,
    path: ownPath(cast, operation),
    headers: given,
    body: '{"unasked":1}',
    from: guest.address,
  });
};

describe('a request that changes something', () => {
  it('is refused from another site, at every route', async () => {
    const { port } = new URL(cast.system.application);
    const elsewhere: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: cast.system.sites },
      { origin: `http://localhost.evil.example:${port}` },
      { origin: `${cast.system.application}.evil.example` },
      { origin: `https://${new URL(cast.system.application).host}` },
      { origin: 'http://localhost' },
      { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
      { referer: `${cast.system.application}/` },
      {},
    ];
    const faults: string[] = [];
    await forEachOf(
      unsafe().flatMap((operation) => elsewhere.map((headers) => ({ operation, headers }))),
      async ({ operation, headers }) => {
        const answer = await send(operation, headers);
        faults.push(...faultsOfRefusal(answer, { statuses: [403] }));
        if (slugOf(answer) !== 'other-origin') faults.push(`${answer.asked} from ${JSON.stringify(headers)}`);
      },
    );
    expect(faults).toEqual([]);
  });

  it('is taken from the application itself, and from programs that send Bearer', async () => {
    const faults: string[] = [];
    const disposable = await signInAgain(cast.first);
    await forEachOf(unsafe(), async (operation) => {
      const bearer = operation.who.includes('operator') ? cast.operator.token : disposable.token;
      for (const headers of [
        { origin: cast.system.application, 'sec-fetch-site': 'same-origin' },
        { 'sec-fetch-site': 'same-origin' },
        { cookie: undefined, authorization: `Bearer ${bearer}` },
      ]) {
        const answer = await send(operation, headers);
        if (slugOf(answer) === 'other-origin') faults.push(`${answer.asked} with ${JSON.stringify(headers)}`);
      }
    });
    expect(faults).toEqual([]);
  });
});

describe('another origin', () => {
  it('is never told that it may read', async () => {
    const faults: string[] = [];
    await forEachOf(cast.operations, async (operation) => {
      for (const method of ['OPTIONS', operation.method === 'GET' ? 'GET' : 'OPTIONS']) {
        const answer = await exchange(cast.system.application, {
          method,
          path: ownPath(cast, operation),
          headers: { origin: 'https://evil.example', 'access-control-request-method': operation.method },
        });
        const allowed = Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'));
        if (allowed.length > 0) faults.push(`${answer.asked} says ${allowed.join(', ')}`);
      }
    });
    expect(faults).toEqual([]);
  });

  it('has reading sites on another host, where no cookie of the application is sent', () => {
    // A cookie knows hosts and no ports: another port of the same host would be handed every session.
    const [application, sites] = [new URL(cast.system.application), new URL(cast.system.sites)];
    expect(sites.hostname).not.toBe(application.hostname);
  });

  it('has reading sites that open no door of the application', async () => {
    const { sites } = cast.system;
    const reading = cast.operations.filter(({ method, who }) => method === 'GET' && !who.includes('anyone'));
    for (const { path } of reading) {
      const { status } = await exchange(sites, { method: 'GET', path });
      expect([path, [401, 404].includes(status)]).toEqual([path, true]);
    }
    const page = await exchange(sites, { method: 'GET', path: '/' });
    expect(page.headers['set-cookie']).toBeUndefined();
    expect(page.headers['x-content-type-options']).toBe('nosniff');
  });

  it('cannot be named by a request: links in mails lead to the application', async () => {
    const answer = await exchange(cast.system.application, {
      method: 'GET',
      path: '/',
      headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
    });
    expect(JSON.stringify(answer.headers) + answer.text).not.toContain('evil.example');
  });
});

describe('every answer', () => {
  it('of the API may be neither kept, nor framed, nor taken for a page', async () => {
    const faults: string[] = [];
    await forEachOf(
      cast.operations.filter(({ method }) => method === 'GET'),
      async (operation) => {
        const answer = await admitted(cast, operation).send({
          method: 'GET',
          path: ownPath(cast, operation),
        });
        faults.push(...faultsOfHeaders(answer).map((fault) => `${answer.asked}: ${fault}`));
      },
    );
    expect(faults).toEqual([]);
  });

  it('of the application has a strict policy with a nonce of its own', async () => {
    const nonces = new Set<string>();
    for (const path of [
      '/',
      '/charter',
      '/subscribe',
      '/confirm',
      '/sign-in',
      '/account',
      '/operator',
      '/nothing',
    ]) {
      const { headers, text } = await exchange(cast.system.application, { method: 'GET', path });
      const policy = String(headers['content-security-policy']);
      const directive = (name: string) => new RegExp(`(?:^|;)\\s*${name} ([^;]*)`).exec(policy)?.[1] ?? '';
      const nonce = /'nonce-([^']+)'/.exec(directive('script-src'))?.[1] ?? '';
      expect([path, nonce.length >= 22]).toEqual([path, true]);
      expect(nonces.has(nonce)).toBe(false);
      nonces.add(nonce);
      expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|https?:|\*/);
      for (const [name, value] of [
        ['default-src', "'none'"],
        ['base-uri', "'none'"],
        ['frame-ancestors', "'none'"],
        ['object-src', "'none'"],
      ] as const)
        expect([path, name, directive(name)]).toEqual([path, name, value]);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      });
      expect(headers['cache-control']).toMatch(/no-store/);
      expect(headers['x-powered-by'] ?? headers.server).toBeUndefined();
      const scripts = [...text.matchAll(/<script\b([^>]*)>/g)].map(([, attributes]) => attributes);
      expect(
        scripts.filter((attributes) => !attributes!.includes('src=') && !attributes!.includes(nonce)),
      ).toEqual([]);
      expect(text).not.toMatch(/\son\w+=["']|javascript:/i);
    }
  });

  it('has HSTS where the application is https, and not where it is not', async () => {
    const secure = cast.system.application.startsWith('https:');
    const { headers } = await exchange(cast.system.application, { method: 'GET', path: '/' });
    expect(headers['strict-transport-security'] !== undefined).toBe(secure);
  });
});

describe('a cookie that lets somebody in', () => {
  it('is out of reach of scripts, other sites and, where there is one, the unsecured line', async () => {
    const secure = cast.system.application.startsWith('https:');
    const { email, password } = cast.first;
    const answer = await cast.nobody.ask('POST', '/api/identity/sessions', { email, password });
    cast.nobody.cookies.clear();
    const cookies = answer.headers['set-cookie'] ?? [];
    expect(cookies).toHaveLength(2);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/; HttpOnly/i);
      expect(cookie).toMatch(/; SameSite=Strict/i);
      expect(cookie).not.toMatch(/; Domain=/i);
      expect(/; Secure/i.test(cookie)).toBe(secure);
    }
    const pathOf = (name: string) => /; Path=([^;]+)/i.exec(cookies.find((one) => one.includes(name))!)?.[1];
    expect([pathOf('ks_access='), pathOf('ks_refresh=')]).toEqual(['/', '/api/identity']);
  });

  it('is not repeated in an answer’s body', async () => {
    const answer = await cast.first.guest.ask('GET', '/api/identity/session');
    for (const value of cast.first.guest.cookies.values()) expect(answer.text).not.toContain(value);
  });
});
