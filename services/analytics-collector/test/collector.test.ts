import { endOfTerm, parisDay } from '@kstudio/charter';
import { type RunningService, startService } from '@kstudio/chassis';
import {
  type InputOf,
  newId,
  readingSiteNamed,
  subscriptionEnded,
  subscriptionOpened,
  type traces,
} from '@kstudio/contracts';
import { eventually } from '../../../tests/support/eventually.ts';
import { type Provisioned, provisionFor } from '../../../tests/support/servers.ts';
import { signerFor } from '../../../tests/support/signer.ts';
import { standIn, testConfig } from '../../../tests/support/stand-in.ts';
import { unzip } from '../../../tests/support/unzip.ts';
import { build } from '../src/build.ts';
import { config } from '../src/config.ts';
import { appOrigin, Browser, sitesOrigin, stranger } from './browsing.ts';

const readingSpace = newId();
const traced = { ipAddress: '198.51.100.7', userAgent: 'Planted/7.7 (sign-in)' };
const dayMs = 24 * 3_600_000;

describe('analytics-collector', () => {
  let provisioned: Provisioned;
  let account: RunningService;
  let identity: RunningService;
  let content: RunningService;
  let others: RunningService[];
  let collector: RunningService;
  let sign: (claims: object) => string;

  beforeAll(async () => {
    provisioned = await provisionFor('collector');
    account = await standIn(provisioned, 'account');
    content = await standIn(provisioned, 'content');
    others = await Promise.all([standIn(provisioned, 'retention'), standIn(provisioned, 'notifier')]);
    identity = await standIn(provisioned, 'identity', {
      answers: {
        'identity.signing-keys.v1': async () => ({ keys: [] }),
        'identity.traces.v1': async ({ after, from, to }: InputOf<typeof traces>) => {
          const at = new Date(Date.parse(to) - dayMs).toISOString();
          expect(from < to).toBe(true);
          const trace = { sessionId: newId(), at, ...traced };
          return after ? { traces: [trace], next: null } : { traces: [trace], next: trace.sessionId };
        },
      } as never,
    });
    const environment = {
      ...testConfig(provisioned, 'analytics-collector'),
      TRUSTED_PROXIES: '127.0.0.1',
      BROWSING_KEY: 'b'.repeat(32),
      COVERED_SITES: 'https://aide.knowmore.fr',
    };
    collector = await startService('analytics-collector', config.parse(environment), build);
    sign = await signerFor(collector);
  }, 180_000);
  afterAll(async () => {
    await Promise.all(
      [account, identity, content, collector, ...(others ?? [])].map((service) => service?.stop()),
    );
    await provisioned?.remove();
  }, 60_000);

  const rows = (name: string, filter: object = {}) =>
    collector.core.db.collection(name).find(filter).toArray();
  const keys = () => collector.core.db.useDb(`${collector.core.db.name}_keys`).collection('day-keys');
  const openClient = async () => {
    const clientId = newId();
    const openedAt = collector.core.clock.now().toISOString();
    const event = { clientId, version: 2, openedAt, charterVersion: '1', ticketHash: 'a'.repeat(64) };
    await account.core.transaction(async (tx) => tx.emit(subscriptionOpened(event)));
    await eventually(async () => expect(await rows('clients', { _id: clientId })).toHaveLength(1));
    return clientId;
  };
  const claims = (clientId: string, more: object = {}) => ({
    ...{ sub: newId(), cid: clientId, role: 'administrator', manager: true, sid: newId() },
    ...more,
  });
  const signedIn = (clientId: string, more: object = {}) => {
    const browser = new Browser(collector.url);
    browser.cookies.set('ks_access', sign(claims(clientId, more)));
    return browser;
  };
  const reader = (origin = appOrigin) => new Browser(collector.url, origin);
  const counted = (page: string) => rows('daily-counts', { page });
  const eventsOf = async (page: string) => rows('events', { page });

  it('takes nothing from a page of another site, and says why', async () => {
    const others = [
      'https://blog.knowmore.fr',
      'https://evilknowmore.fr',
      'https://knowmore.fr.evil.com',
      'null',
      '',
    ];
    for (const origin of others) {
      const answer = await reader().ask('POST', '/events', { counts: [{ page: '/not-here' }] }, { origin });
      expect([origin, answer.status, answer.body.type]).toEqual([
        origin,
        403,
        'https://kstudio365.com/problems/site-not-covered',
      ]);
      expect((await reader().ask('POST', '/consents', {}, { origin })).status).toBe(403);
      expect((await reader().ask('DELETE', '/browser', undefined, { origin })).status).toBe(403);
    }
    const across = { 'sec-fetch-site': 'same-site' };
    expect((await reader().ask('POST', '/events', { counts: [{ page: '/not-here' }] }, across)).status).toBe(
      403,
    );
    expect(await counted('/not-here')).toEqual([]);
    const covered = reader('https://aide.knowmore.fr');
    expect((await covered.ask('POST', '/events', { counts: [{ page: '/aide' }] })).status).toBe(202);
    expect(await counted('/aide')).toMatchObject([{ site: 'aide.knowmore.fr', views: 1 }]);
  });

  it('keeps of those who did not choose, refused, or have it refused by their browser, a count of the day', async () => {
    const ways: Record<string, (browser: Browser) => void> = {
      'no-choice': () => undefined,
      refused: (browser) => browser.choose('refused'),
      forged: (browser) => void stranger(browser),
    };
    for (const [way, prepare] of Object.entries(ways)) {
      const browser = reader();
      prepare(browser);
      expect((await browser.view(`/${way}`)).body).toEqual({ counted: 1, events: 0 });
      expect((await counted(`/${way}`))[0]).toEqual({
        _id: expect.any(String),
        day: parisDay(collector.core.clock.now()),
        site: 'localhost:8080',
        page: `/${way}`,
        browserType: 'Firefox',
        browserLanguage: 'fr',
        views: 1,
        entries: 1,
      });
      expect(await eventsOf(`/${way}`)).toEqual([]);
    }
    for (const [name, value] of [
      ['sec-gpc', '1'],
      ['dnt', '1'],
    ] as const) {
      const browser = reader();
      await browser.accept();
      browser.headers = { [name]: value };
      expect((await browser.view(`/${name}`)).body).toEqual({ counted: 1, events: 0 });
      expect(await eventsOf(`/${name}`)).toEqual([]);
    }
    const uncounted = reader();
    uncounted.choose('uncounted');
    expect((await uncounted.view('/uncounted')).body).toEqual({ counted: 0, events: 0 });
    expect(await counted('/uncounted')).toEqual([]);
  });

  it('has the database itself refuse a count that would be finer', async () => {
    const [row] = await counted('/refused');
    const finer = { ...row!, _id: 'finer' as never, visitor: 'somebody' };
    await expect(collector.core.db.collection('daily-counts').insertOne(finer)).rejects.toThrow('validation');
  });

  it('keeps of those who accept exactly what the clause lists, sealed, once', async () => {
    const clientId = await openClient();
    const browser = signedIn(clientId);
    expect((await browser.accept()).status).toBe(201);
    const id = newId();
    const batch = { events: [{ id, page: '/accepted', link: 'www.cnil.fr' }] };
    expect((await browser.ask('POST', '/events', batch)).body).toEqual({ counted: 0, events: 1 });
    expect((await browser.ask('POST', '/events', batch)).status).toBe(202);
    const [event, ...more] = await eventsOf('/accepted');
    expect(more).toEqual([]);
    expect(event).toEqual({
      _id: expect.stringMatching(/^[\w-]{43}$/),
      clientId,
      day: parisDay(new Date()),
      at: expect.any(Date),
      site: 'localhost:8080',
      page: '/accepted',
      link: 'www.cnil.fr',
      visitor: expect.stringMatching(/^[\w-]{43}$/),
      sealed: expect.anything(),
    });
    const raw = JSON.stringify(event) + Buffer.from(event!['sealed'].buffer).toString('latin1');
    for (const hidden of ['192.0.2.44', 'Firefox', browser.cookies.get('ks_visitor')!])
      expect(raw.includes(hidden)).toBe(false);
    const known = (await browser.ask('GET', '/browser')).body;
    expect(known.events).toEqual([
      {
        at: event!['at'].toISOString(),
        site: 'localhost:8080',
        page: '/accepted',
        link: 'www.cnil.fr',
        ipAddress: '192.0.2.44',
        browserType: 'Firefox',
        browserLanguage: 'fr',
        keptUntil: endOfTerm(event!['at'], 'P1Y').day,
      },
    ]);
  });

  it('takes the client from the session or the reading site’s address, and never from a body', async () => {
    const nobodys = reader();
    await nobodys.accept();
    await nobodys.view('/of-nobody');
    expect(await eventsOf('/of-nobody')).toMatchObject([{ clientId: null }]);
    const body = { events: [{ id: newId(), page: '/forged', clientId: newId() }] };
    expect((await nobodys.ask('POST', '/events', body)).status).toBe(400);
    const inSpace = reader(sitesOrigin);
    await inSpace.accept();
    const address = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from('atelier-roy'))).toString(
      'hex',
    );
    await content.core.transaction(async (tx) =>
      tx.emit(readingSiteNamed({ clientId: readingSpace, version: 1, address })),
    );
    await eventually(async () => expect(await rows('reading-sites', { address })).toHaveLength(1));
    inSpace.headers = { referer: `${sitesOrigin}/atelier-roy/premiers-pas` };
    await inSpace.view('/$space/$page');
    expect(await eventsOf('/$space/$page')).toMatchObject([{ clientId: readingSpace }]);
    inSpace.headers = { referer: 'https://elsewhere.example/atelier-roy' };
    await inSpace.view('/$space');
    expect(await eventsOf('/$space')).toMatchObject([{ clientId: null }]);
  });

  it('knows a visitor on one site alone, by a cookie that the page cannot read', async () => {
    const here = reader();
    const accepted = await here.accept();
    const visitor = accepted.headers.getSetCookie().find((cookie) => cookie.startsWith('ks_visitor='))!;
    expect(visitor).toMatch(/HttpOnly/i);
    expect(visitor).toMatch(/SameSite=Strict/i);
    expect(Number(/Max-Age=(\d+)/i.exec(visitor)![1])).toBeLessThanOrEqual(366 * 86_400);
    const choice = accepted.headers.getSetCookie().find((cookie) => cookie.startsWith('ks_choice='))!;
    expect(Number(/Max-Age=(\d+)/i.exec(choice)![1])).toBeLessThanOrEqual(185 * 86_400);
    const there = reader(sitesOrigin);
    for (const [name, value] of here.cookies) there.cookies.set(name, value);
    expect((await there.view('/other-site')).body).toEqual({ counted: 1, events: 0 });
    const before = here.cookies.get('ks_visitor');
    await here.accept();
    expect(here.cookies.get('ks_visitor')).toBe(before);
    expect(
      await rows('consents', { site: 'localhost:8080', charterVersion: '1', endedAt: null }),
    ).toContainEqual(expect.objectContaining({ wording: expect.stringContaining('pendant un an') }));
    const outdated = { locale: 'fr', charterVersion: '0' };
    expect((await here.ask('POST', '/consents', outdated)).status).toBe(409);
  });

  it('erases a visitor’s events when she withdraws, and keeps her consent a year from its end', async () => {
    const browser = reader();
    await browser.accept();
    await browser.view('/withdrawn');
    expect(await eventsOf('/withdrawn')).toHaveLength(1);
    const old = new Map(browser.cookies);
    expect((await browser.ask('DELETE', '/browser')).status).toBe(204);
    expect(browser.cookies.size).toBe(0);
    expect(await eventsOf('/withdrawn')).toEqual([]);
    for (const [name, value] of old) browser.cookies.set(name, value);
    expect((await browser.view('/withdrawn')).body).toEqual({ counted: 1, events: 0 });
    const consents = await rows('consents', { endedAt: { $ne: null } });
    expect(consents.length).toBeGreaterThan(0);
    const jobs = await rows('jobs', { name: 'forget-consent', 'data.consentId': consents[0]!._id });
    expect(jobs).toMatchObject([{ dueAt: endOfTerm(consents[0]!['endedAt'], 'P1Y').instant }]);
  });

  it('shows a reading site’s visitor what is known of her browser, and erases it without a script', async () => {
    const browser = reader(sitesOrigin);
    await browser.accept();
    await browser.view('/$space/$page', { link: 'example.org' });
    const page = await browser.ask('GET', '/known?lang=en');
    expect(page.text).toContain('<html lang="en">');
    expect(page.text).toContain('Link : example.org (/$space/$page)');
    expect(page.text).toContain('192.0.2.44');
    expect(page.text).not.toMatch(/<script|src=/);
    expect(page.headers.get('content-security-policy')).not.toContain('unsafe');
    const erased = await browser.ask('POST', '/known?lang=en', '');
    expect([erased.status, erased.headers.get('location')]).toEqual([
      303,
      '/api/browsing/known?erased&lang=en',
    ]);
    expect((await browser.ask('GET', '/known?erased&lang=en')).text).toContain(
      'nothing of this browser any more',
    );
  });

  it('refuses what is too large, too many, or of another shape, and stores nothing of it', async () => {
    const browser = reader();
    await browser.accept();
    const huge = JSON.stringify({ counts: [{ page: '/huge' }] }).padEnd(65_537, ' ');
    expect((await browser.ask('POST', '/events', huge)).status).toBe(413);
    for (const body of ['', '{', '[]', 'null', '{"events":[]}', { counts: [{ page: '/huge', ip: '1' }] }])
      expect((await browser.ask('POST', '/events', body)).status).toBe(400);
    expect(await counted('/huge')).toEqual([]);
  });

  it('shows operators sums of counts, and none so small that it could point at somebody', async () => {
    for (let times = 0; times < 6; times += 1) await reader().view('/often');
    await reader().view('/seldom');
    const staff = sign({ sub: newId(), staff: 'operator', sid: newId() });
    const ask = (token: string) =>
      reader().ask('GET', '/summary?days=7', undefined, { authorization: `Bearer ${token}` });
    const { body, text } = await ask(staff);
    expect(body.pages).toContainEqual({ name: '/often', views: 6, entries: 6 });
    expect(body.pages).toContainEqual({ name: '/seldom', views: null, entries: null });
    for (const identifying of ['192.0.2', 'visitor', readingSpace]) expect(text).not.toContain(identifying);
    expect((await ask(sign(claims(newId())))).status).toBe(403);
  });

  describe('a hand-over', () => {
    let clientId: string;
    let manager: Browser;
    let visitor: Browser;
    let handOverId: string;
    const today = () => parisDay(collector.core.clock.now());
    const file = (browser: Browser, client = clientId) =>
      fetch(`${collector.url}/api/browsing/clients/${client}/hand-overs/${handOverId}/file`, {
        headers: { cookie: `ks_access=${browser.cookies.get('ks_access')}` },
      });
    const listed = async () => (await manager.ask('GET', `/clients/${clientId}/hand-overs`)).body;
    const untilReady = () =>
      eventually(async () => {
        const [row] = await listed();
        expect(row).toMatchObject({ state: 'ready' });
        return row;
      }, 20_000);

    beforeAll(async () => {
      clientId = await openClient();
      manager = signedIn(clientId);
      visitor = signedIn(clientId, { manager: false, role: 'author' });
      await visitor.accept();
      for (const page of ['/space', '/space/users']) await visitor.view(page, { link: '/charter' });
    });

    it('is asked for by the manager, with a range that can be', async () => {
      const ask = (browser: Browser, range: object, client = clientId) =>
        browser.ask('POST', `/clients/${client}/hand-overs`, range);
      const range = { from: today(), to: today() };
      expect((await ask(visitor, range)).status).toBe(403);
      expect((await ask(manager, range, newId())).status).toBe(404);
      expect((await ask(manager, { from: today(), to: '2020-01-01' })).status).toBe(400);
      expect((await ask(manager, { from: today(), to: '2099-01-01' })).status).toBe(400);
      await content.core.audit.note({ action: 'planted', clientId }, content.core.clock.now());
      await content.core.audit.note({ action: 'of-another', clientId: newId() }, content.core.clock.now());
      const asked = await ask(manager, range);
      expect(asked.status).toBe(202);
      handOverId = asked.body.handOverId;
    });

    it('is prepared as a ZIP whose manifest fits, with the events, the sign-ins and the audits', async () => {
      expect(await untilReady()).toMatchObject({ events: 2, sessions: 2 });
      const response = await file(manager);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-disposition')).toContain(`k-studio-navigation-${today()}`);
      const files = await unzip(Buffer.from(await response.arrayBuffer()));
      const events = JSON.parse(files['evenements.json']!) as object[];
      expect(events).toHaveLength(2);
      expect(Object.keys(events[0]!)).toEqual([
        'at',
        'site',
        'page',
        'link',
        'browserType',
        'browserLanguage',
        'ipAddress',
        'visitor',
      ]);
      expect(files['evenements.csv']).toContain('192.0.2.44');
      expect(files['sessions.csv']).toContain(traced.userAgent);
      expect(JSON.parse(files['sessions.json']!)).toMatchObject([traced, traced]);
      const noted = JSON.parse(files['journal.json']!) as Record<string, string>[];
      expect(noted).toContainEqual({
        ...{ at: expect.any(String), service: 'content', action: 'planted' },
        ...{ outcome: 'done', actor: null, target: null },
      });
      expect(noted.map(({ action }) => action)).toEqual(
        expect.arrayContaining(['hand-over-asked', 'cross-client-refused']),
      );
      expect(files['journal.csv']).toContain('planted');
      expect(files['journal.csv']).not.toContain('of-another');
      expect(files['LISEZ-MOI.txt']).toContain('IP address');
      const { files: named } = JSON.parse(files['manifest.json']!) as {
        files: { name: string; sha256: string }[];
      };
      for (const { name, sha256 } of named)
        expect([name, sha256]).toEqual([name, await sha256Of(files[name]!)]);
      expect(named).toHaveLength(7);
      expect(Object.values(files).join('')).not.toContain(visitor.cookies.get('ks_visitor'));
    });

    it('is for nobody else, and for no sign-in that is long ago', async () => {
      expect((await file(visitor)).status).toBe(403);
      expect((await file(signedIn(newId()))).status).toBe(404);
      expect((await file(signedIn(newId()), newId())).status).toBe(404);
      expect((await file(reader())).status).toBe(401);
      const staff = reader();
      staff.cookies.set('ks_access', sign({ sub: newId(), staff: 'operator', sid: newId() }));
      expect((await file(staff)).status).toBe(403);
      const longAgo = newIdAt(Date.now() - 31 * 60_000);
      const stale = await file(signedIn(clientId, { sid: longAgo }));
      expect([stale.status, ((await stale.json()) as { type: string }).type]).toEqual([
        403,
        'https://kstudio365.com/problems/sign-in-again',
      ]);
    });

    it('has a journal that the manager sees', async () => {
      const [{ journal }] = await listed();
      expect(journal.map(({ act }: { act: string }) => act)).toEqual(['asked', 'prepared', 'downloaded']);
    });

    it('is made again without a visitor who withdraws meanwhile', async () => {
      await visitor.ask('DELETE', '/browser');
      expect(await untilReady()).toMatchObject({ events: 0 });
      const files = await unzip(Buffer.from(await (await file(manager)).arrayBuffer()));
      expect(JSON.parse(files['evenements.json']!)).toEqual([]);
    });

    it('is shown also when it is of before the audits were handed over', async () => {
      const known = collector.core.db.collection('hand-overs');
      await known.updateOne({ _id: handOverId as never }, { $unset: { auditRows: '' } });
      const { status, body } = await manager.ask('GET', `/clients/${clientId}/hand-overs`);
      expect([status, (body as unknown as { auditRows: number }[])[0]!.auditRows]).toEqual([200, 0]);
    });

    it('is announced once, and gone with its key after a week', async () => {
      const announced = await collector.core.db
        .collection('outbox')
        .countDocuments({ key: /hand-over-ready/ });
      expect(announced).toBeLessThanOrEqual(1);
      const [{ until }] = await listed();
      expect(until).toBe(endOfTerm(collector.core.clock.now(), 'P7D').instant.toISOString());
      const [job] = await rows('jobs', { name: 'end-hand-over', 'data.handOverId': handOverId });
      expect(job!['dueAt'].toISOString()).toBe(until);
    });

    it('counts on the account page what was kept', async () => {
      const again = signedIn(clientId);
      await again.accept();
      await again.view('/space');
      const { body } = await manager.ask('GET', `/clients/${clientId}/collected?locale=en`);
      expect(body).toMatchObject({ collecting: true, events: 1, keptFor: 'P1Y' });
      await account.core.transaction(async (tx) =>
        tx.emit(
          subscriptionEnded({ clientId, version: 3, endedAt: new Date().toISOString(), reason: 'cancelled' }),
        ),
      );
      await eventually(async () => {
        const answer = await manager.ask('GET', `/clients/${clientId}/collected?locale=en`);
        expect(answer.body).toMatchObject({ collecting: false });
      });
    });
  });

  describe('a year on', () => {
    it('is all there on the last day, and gone with its key in the first hours of the next', async () => {
      const { clock } = collector.core;
      const gone = endOfTerm(clock.now(), 'P1Y').instant.getTime();
      const browser = reader();
      await browser.accept();
      await browser.view('/last-day');
      const keyed = await keys().countDocuments({ _id: /^\d{4}-/ as never });
      expect(keyed).toBeGreaterThan(0);
      clock.shiftTo(gone - 60_000 - Date.now());
      expect(await eventsOf('/last-day')).toHaveLength(1);
      expect(await keys().countDocuments({ _id: /^\d{4}-/ as never })).toBe(keyed);
      clock.shiftTo(gone + 60_000 - Date.now());
      const known = await browser.ask('GET', '/browser');
      expect(known.body.events).toEqual([]);
      await eventually(async () => {
        expect(await rows('events')).toEqual([]);
        expect(await rows('daily-counts')).toEqual([]);
        expect(await rows('hand-over-parts')).toEqual([]);
        expect(await keys().countDocuments()).toBe(0);
      }, 20_000);
    });
  });
});

const sha256Of = async (text: string): Promise<string> =>
  Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(text))).toString('hex');

/** A UUIDv7 of another moment. */
function newIdAt(ms: number): string {
  const hex = ms.toString(16).padStart(12, '0');
  return newId().replace(/^.{8}-.{4}/, `${hex.slice(0, 8)}-${hex.slice(8)}`);
}
