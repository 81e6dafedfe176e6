import { Guest } from '../support/guest.ts';
import { ready } from '../support/ready.ts';
import { accept, choose, known, newRoute, view } from './support/browsing.ts';
import { moveClock } from './support/clock.ts';

/**
 * Nothing that identifies before agreement; the choice is kept six months; a tracker lives thirteen months at most and
 * is not renewed; anonymous counts can be objected to. How the choice looks is seen in a browser (tests/e2e).
 */
const system = ready();
const day = 86_400;

/** For how many seconds each cookie of an answer lives. */
const lives = (setCookie: string[] = []) =>
  Object.fromEntries(
    setCookie.map((cookie) => [cookie.split('=')[0]!, Number(/Max-Age=(\d+)/i.exec(cookie)?.[1])]),
  );

describe('law.cookies: before a choice', () => {
  it.each([
    ['application', '/'],
    ['application', '/charter'],
    ['application', '/subscribe'],
    ['application', '/sign-in'],
    ['application', '/k.js'],
    ['sites', '/'],
  ] as const)('puts nothing on the device: %s %s', async (origin, path) => {
    const { headers } = await new Guest(system[origin]).send({ method: 'GET', path });
    expect(headers['set-cookie']).toBeUndefined();
  });

  it('takes no event that identifies, and answers a count without a cookie', async () => {
    const guest = new Guest(system.application);
    expect(await view(guest, newRoute())).toEqual({ counted: 1, events: 0 });
    expect([...guest.cookies]).toEqual([]);
  });

  it('leaves a refusal to the browser: nothing about it is known here', async () => {
    const guest = new Guest(system.application);
    choose(guest, 'refused');
    expect(await view(guest, newRoute())).toEqual({ counted: 1, events: 0 });
    expect(await known(guest)).toMatchObject({ consent: null, events: [] });
  });

  it('does not count who objects to being counted', async () => {
    const guest = new Guest(system.application);
    choose(guest, 'uncounted');
    expect(await view(guest, newRoute())).toEqual({ counted: 0, events: 0 });
  });
});

describe('law.cookies: after an acceptance', () => {
  const guest = new Guest(system.application);
  let first: Record<string, number>;
  let visitor: string | undefined;
  beforeAll(async () => {
    first = lives((await accept(guest)).headers['set-cookie']);
    visitor = guest.cookies.get('ks_visitor');
  });

  it('keeps the choice six months, and the tracker thirteen at most', () => {
    expect(first['ks_choice']! / day).toBeGreaterThan(179);
    expect(first['ks_choice']! / day).toBeLessThanOrEqual(185);
    expect(first['ks_visitor']! / day).toBeLessThanOrEqual(396);
  });

  it('renews the choice five months later, and not the tracker', async () => {
    await moveClock(system, { by: 'P5M' });
    const again = lives((await accept(guest)).headers['set-cookie']);
    expect(guest.cookies.get('ks_visitor')).toBe(visitor);
    expect(again['ks_choice']! / day).toBeGreaterThan(179);
    expect((first['ks_visitor']! - again['ks_visitor']!) / day).toBeGreaterThan(149);
  }, 300_000);

  it('counts alone once the choice is older than six months, until she is asked again', async () => {
    expect(await view(guest, newRoute())).toMatchObject({ events: 2 });
    await moveClock(system, { by: 'P6M1D' });
    expect(await view(guest, newRoute())).toEqual({ counted: 1, events: 0 });
  }, 300_000);
});
