import { Guest } from '../support/guest.ts';
import { ready } from '../support/ready.ts';

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
});
