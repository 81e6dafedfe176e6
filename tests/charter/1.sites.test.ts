import { Guest } from '../support/guest.ts';
import { ready } from '../support/ready.ts';
import { accept, bare, isCounted, known, newRoute, view } from './support/browsing.ts';

/** The charter covers the workshop's site and those of knowmore.fr that take part. Nothing is collected for any other. */
const system = ready();

interface Charter {
  version: string;
  clauses: { id: string; title: string; text: string }[];
  laws: { id: string }[];
}
const charterIn = (guest: Guest, locale: string) =>
  guest.demand<Charter>(200, 'GET', `/api/charter/charter?locale=${locale}`);

describe('1.sites', () => {
  it('is published in French and English, for anyone to read, with the sites it covers', async () => {
    const guest = new Guest(system.application);
    for (const locale of ['fr', 'en']) {
      const { clauses, laws } = await charterIn(guest, locale);
      expect(clauses).toHaveLength(18);
      expect(laws).toHaveLength(5);
      const { text } = clauses.find(({ id }) => id === '1.sites')!;
      expect(text).toContain('kstudio365.com');
      expect(text).toContain('knowmore.fr');
    }
    const [french, english] = [await charterIn(guest, 'fr'), await charterIn(guest, 'en')];
    french.clauses.forEach((clause, index) => expect(clause.text).not.toBe(english.clauses[index]!.text));
  });

  it('leaves nothing in the browser of whoever reads it', async () => {
    const guest = new Guest(system.application);
    await charterIn(guest, 'fr');
    expect((await guest.ask('GET', '/')).status).toBe(200);
    expect((await guest.ask('GET', '/charter')).status).toBe(200);
    expect(guest.cookies.size).toBe(0);
  });

  it('lets no page of another site read what the application answers, nor write to it', async () => {
    const guest = new Guest(system.application);
    const elsewhere = { origin: 'https://site.example' };
    const read = await guest.ask('GET', '/api/charter/charter', undefined, elsewhere);
    expect(read.headers['access-control-allow-origin']).toBeUndefined();
    const written = await guest.ask('POST', '/api/account/confirmations', { token: 'x' }, elsewhere);
    expect(written.status).toBe(403);
  });

  it('keeps the reading sites on an origin of their own, where nothing runs and no cookie is set', async () => {
    const reader = new Guest(system.sites);
    const page = await reader.ask('GET', '/');
    expect(page.status).toBe(200);
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(page.text).not.toMatch(/<script|<img|<iframe/);
    expect(reader.cookies.size).toBe(0);
    expect((await reader.ask('GET', '/api/account/offers')).status).toBe(404);
  });

  it('collects for the application and for the reading sites, each by itself', async () => {
    for (const origin of [system.application, system.sites]) {
      const reader = new Guest(origin);
      const page = newRoute();
      expect((await accept(reader)).status).toBe(201);
      expect(await view(reader, page)).toEqual({ counted: 1, events: 2 });
      const sites = (await known(reader)).events.map(({ site }) => site);
      expect([...new Set(sites)]).toEqual([new URL(origin).host]);
      expect(await isCounted(system, page)).toBe(true);
    }
  });

  it('refuses what comes from any other site, or from none, and keeps nothing of it', async () => {
    const others = [
      'https://blog.knowmore.fr',
      'https://evilknowmore.fr',
      'https://knowmore.fr.evil.com',
      'null',
    ];
    for (const origin of [...others, undefined]) {
      const page = newRoute();
      const answer = await bare(system.application, origin ? { origin } : {}, { counts: [{ page }] });
      expect([origin, answer.status]).toEqual([origin, 403]);
      expect(JSON.parse(answer.text)).toMatchObject({
        type: 'https://kstudio365.com/problems/site-not-covered',
      });
      expect(await isCounted(system, page)).toBe(false);
    }
  });

  it('says that a program can lie, where it says what it knows', async () => {
    const { text } = await new Guest(system.sites).ask('GET', '/api/browsing/known?lang=en');
    expect(text).toContain('A program can send false visits');
  });
});
