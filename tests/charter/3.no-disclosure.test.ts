import { type Operation, operationsOf, pathOf } from '../security/api.ts';
import { eventually } from '../support/eventually.ts';
import { exchange } from '../support/exchange.ts';
import { Guest } from '../support/guest.ts';
import { type Newcomer, subscribeNewcomer } from '../support/newcomer.ts';
import { signInOperator } from '../support/operator.ts';
import { ready } from '../support/ready.ts';

/**
 * Information is never shared, sold, rented or traded: whoever is told, the charter names; no page lets a browser speak
 * to anybody else; no mail and no answer carries what one company gave to somebody who is not hers.
 */
const system = ready();

let hers: Newcomer;
let operations: Operation[];
beforeAll(async () => {
  [hers, operations] = await Promise.all([subscribeNewcomer(system), operationsOf(system)]);
}, 120_000);

describe('3.no-disclosure: to whom', () => {
  it('names the company itself and Knowmore’s own staff, and nobody else', async () => {
    const { recipients } = await new Guest(system.application).demand<{ recipients: { id: string }[] }>(
      200,
      'GET',
      '/api/charter/charter',
    );
    expect(recipients.map(({ id }) => id)).toEqual(['client', 'support', 'operators']);
  });
});

describe('3.no-disclosure: pages', () => {
  /** What a policy lets a page load from, send to, or be framed by. */
  const sources = (policy: string) => [
    ...new Set(
      policy
        .split(';')
        .map((directive) => directive.trim().split(/\s+/))
        .filter(([name = '']) => /-(src|ancestors|action|uri)(-elem|-attr)?$/.test(name))
        .flatMap(([, ...allowed]) => allowed)
        .map((source) => source.replace(/'(nonce|sha256)-.*'/, "'$1'")),
    ),
  ];
  const own = ["'self'", "'none'", "'nonce'", "'sha256'", 'data:', system.application, system.sites];

  it.each([
    ['application', '/'],
    ['application', '/charter'],
    ['application', '/subscribe'],
    ['application', '/sign-in'],
    ['application', '/account'],
    ['application', '/operator'],
    ['application', '/api/account/docs'],
    ['sites', '/'],
    ['sites', '/not-there'],
  ] as const)('speak to this platform alone: %s %s', async (origin, path) => {
    const { headers } = await new Guest(system[origin]).send({ method: 'GET', path });
    const policy = String(headers['content-security-policy']);
    expect(policy).toMatch(/default-src/);
    expect(sources(policy).filter((source) => !own.includes(source))).toEqual([]);
    expect(headers['referrer-policy']).toMatch(/^(no-referrer|same-origin)$/);
  });

  it('load nothing from elsewhere', async () => {
    const guest = new Guest(system.application);
    const { text } = await guest.send({ method: 'GET', path: '/' });
    const loaded = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address!);
    expect(loaded.length).toBeGreaterThan(2);
    for (const address of loaded)
      expect(new URL(address, system.application).origin).toBe(system.application);
  });
});

describe('3.no-disclosure: answers and mails', () => {
  /** What she gave that is no company's name: operators see names of companies in their list. */
  const planted = () => Object.entries(hers.given).filter(([name]) => name !== 'company');
  const strangers = async (): Promise<[string, Guest][]> => [
    ['a visitor', new Guest(system.application)],
    ['another company', (await subscribeNewcomer(system)).guest],
    ['an operator', await signInOperator(system)],
  ];

  it('gives nobody else a word of it, at any route that can be read', async () => {
    const readable = operations.filter(({ method }) => method === 'GET');
    expect(readable.length).toBeGreaterThan(40);
    for (const [who, guest] of await strangers()) {
      for (const operation of readable) {
        const path = pathOf(operation, { clientId: hers.clientId });
        const { text } = await guest.send({ method: 'GET', path });
        const told = planted().filter(([, value]) => text.includes(value));
        expect([who, operation.path, told]).toEqual([who, operation.path, []]);
      }
    }
  }, 120_000);

  it('mails it to her company’s own addresses alone', async () => {
    const mine = [hers.given.email, hers.given.billingEmail];
    const mails = await eventually(async () => {
      const { text } = await exchange(system.mailSink, { method: 'GET', path: '/api/email' });
      const all = JSON.parse(text) as { to?: { address?: string }[] }[];
      if (!all.some(({ to }) => to?.some(({ address }) => address === mine[0])))
        throw new Error('no mail yet');
      return all;
    });
    const toOthers = mails.filter(({ to }) => !to?.every(({ address }) => mine.includes(address)));
    const told = toOthers.filter((mail) =>
      Object.values(hers.given).some((value) =>
        JSON.stringify(mail).includes(JSON.stringify(value).slice(1, -1)),
      ),
    );
    expect(told.map(({ to }) => to)).toEqual([]);
  });
});
