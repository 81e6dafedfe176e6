import { newId } from '@kstudio/contracts';
import { Guest } from '../support/guest.ts';
import { ready } from '../support/ready.ts';
import { accept, choose, isCounted, known, newRoute, view } from './support/browsing.ts';

/**
 * While people browse, the platform may collect browser type and language, IP address, pages viewed and links clicked.
 * Nothing more; and nothing that identifies before a choice.
 */
const system = ready();

describe('2.browsing: without consent', () => {
  it('keeps a total of the day before a choice and after a refusal, and nothing that could be shown to anybody', async () => {
    for (const prepare of [() => undefined, (guest: Guest) => choose(guest, 'refused')]) {
      const guest = new Guest(system.application);
      prepare(guest);
      const page = newRoute();
      expect(await view(guest, page)).toEqual({ counted: 1, events: 0 });
      expect(guest.cookies.has('ks_visitor')).toBe(false);
      expect(await known(guest)).toMatchObject({ consent: null, events: [] });
      expect(await isCounted(system, page)).toBe(true);
    }
  });

  it('takes Global Privacy Control and Do Not Track for a refusal, whatever was accepted before', async () => {
    for (const header of ['sec-gpc', 'dnt']) {
      const guest = new Guest(system.application);
      await accept(guest);
      expect(await view(guest, newRoute(), { [header]: '1' })).toEqual({ counted: 1, events: 0 });
      expect((await known(guest)).events).toEqual([]);
      expect((await accept(new Guest(system.application), { [header]: '1' })).status).toBe(409);
    }
  });

  it('counts nobody who asked not to be counted', async () => {
    const guest = new Guest(system.application);
    choose(guest, 'uncounted');
    const page = newRoute();
    expect(await view(guest, page)).toEqual({ counted: 0, events: 0 });
    expect(await isCounted(system, page)).toBe(false);
  });
});

describe('2.browsing: with consent', () => {
  const guest = new Guest(system.application);
  const page = newRoute();
  const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
  beforeAll(async () => {
    const answer = await accept(guest);
    expect(answer.status).toBe(201);
    const cookies = answer.headers['set-cookie']!;
    const visitor = cookies.find((cookie) => cookie.startsWith('ks_visitor='))!;
    expect(visitor).toMatch(/HttpOnly/i);
    expect(Number(/Max-Age=(\d+)/i.exec(visitor)![1])).toBeLessThanOrEqual(366 * 86_400);
    const choice = cookies.find((cookie) => cookie.startsWith('ks_choice='))!;
    expect(Number(/Max-Age=(\d+)/i.exec(choice)![1])).toBeLessThanOrEqual(185 * 86_400);
    await view(guest, page, { 'user-agent': firefox, 'accept-language': 'fr-FR,fr;q=0.9' });
  });

  it('keeps exactly what the clause lists, with the site, the time, and nothing else', async () => {
    const { events } = await known(guest);
    expect(new Set(events.map(({ link }) => link))).toEqual(new Set(['/charter', null]));
    for (const event of events) {
      const { at, keptUntil, link, ...rest } = event;
      expect(at && keptUntil).toMatch(/^\d{4}-\d{2}-\d{2}/);
      expect(rest).toEqual({
        site: new URL(system.application).host,
        page,
        browserType: 'Firefox',
        browserLanguage: 'fr',
        ipAddress: guest.address ?? expect.any(String),
      });
    }
  });

  it('refuses any field more, and every address that could carry a secret or a person', async () => {
    const send = (event: object) =>
      guest.ask('POST', '/api/browsing/events', { events: [{ id: newId(), ...event }] });
    for (const field of ['userId', 'email', 'title', 'screen', 'clientId', 'referrer'])
      expect([field, (await send({ page, [field]: 'x' })).status]).toEqual([field, 400]);
    for (const address of [
      '/confirm?token=abc',
      '/confirm#token=abc',
      '/join/q83vEjRWeJA',
      `/space/${newId()}`,
    ])
      expect([address, (await send({ page: address })).status]).toEqual([address, 400]);
    for (const link of ['mailto:camille@exemple.fr', 'tel:+33612345678', 'https://cnil.fr/fr/page'])
      expect([link, (await send({ page, link })).status]).toEqual([link, 400]);
  });

  it('lets her see all of it by her own cookie, and nobody else', async () => {
    expect((await known(new Guest(system.application))).events).toEqual([]);
    const elsewhere = new Guest(system.sites);
    for (const [name, value] of guest.cookies) elsewhere.cookies.set(name, value);
    expect((await known(elsewhere)).events).toEqual([]);
  });

  it('erases all of it in one click, and takes no event by the old cookie any more', async () => {
    const before = new Map(guest.cookies);
    expect((await guest.ask('DELETE', '/api/browsing/browser')).status).toBe(204);
    expect(guest.cookies.has('ks_visitor')).toBe(false);
    for (const [name, value] of before) guest.cookies.set(name, value);
    expect((await known(guest)).events).toEqual([]);
    expect(await view(guest, page)).toEqual({ counted: 1, events: 0 });
    expect((await known(guest)).events).toEqual([]);
  });
});
