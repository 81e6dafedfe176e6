import { type Newcomer, subscribeNewcomer } from '../support/newcomer.ts';
import { ready } from '../support/ready.ts';

/** The manager sees what was given at subscription on the client account page. */
const system = ready();

interface Account {
  companyName: string;
  charterVersion: string;
  certificateFingerprint: string;
  given: { path: string; value: string | string[] | null; clause: string; category: string; rule: string }[];
}

describe('4.account-page', () => {
  let newcomer: Newcomer;
  let account: Account;
  beforeAll(async () => {
    newcomer = await subscribeNewcomer(system);
    const path = `/api/account/clients/${newcomer.clientId}`;
    account = await newcomer.guest.demand<Account>(200, 'GET', path);
  }, 60_000);

  const valueAt = (path: string) => account.given.find((given) => given.path === path)?.value;

  it('shows everything that she gave, each in its place', () => {
    const { given } = newcomer;
    expect(account.companyName).toBe(given.company);
    expect(
      Object.fromEntries(
        [
          'company.name',
          'company.address.lines',
          'company.address.city',
          'manager.name',
          'manager.email',
          'manager.phone',
          'billing.name',
          'billing.email',
          'billing.phone',
          'billing.specifics',
        ].map((path) => [path, valueAt(path)]),
      ),
    ).toEqual({
      'company.name': given.company,
      'company.address.lines': [given.street],
      'company.address.city': given.city,
      'manager.name': given.manager,
      'manager.email': given.email,
      'manager.phone': given.phone,
      'billing.name': given.billing,
      'billing.email': given.billingEmail,
      'billing.phone': given.billingPhone,
      'billing.specifics': given.specifics,
    });
  });

  it('says for each value the clause that allows it and how long it is kept', async () => {
    const charter = await newcomer.guest.demand<{ clauses: { id: string }[] }>(
      200,
      'GET',
      '/api/charter/charter?locale=fr',
    );
    const clauses = charter.clauses.map(({ id }) => id);
    expect(account.given.length).toBeGreaterThanOrEqual(15);
    for (const { path, clause, rule } of account.given) {
      expect([path, clauses.includes(clause)]).toEqual([path, true]);
      expect([path, rule.includes('cinq ans')]).toEqual([path, true]);
    }
  });

  it('says which charter was shown, and by what the last certificate will be checked', async () => {
    const charter = await newcomer.guest.demand<{ version: string; fingerprint: string }>(
      200,
      'GET',
      '/api/charter/charter',
    );
    expect(account.charterVersion).toBe(charter.version);
    expect(account.certificateFingerprint).toBe(charter.fingerprint);
  });

  it('shows what was sent to her and what was collected of her space, beside it', async () => {
    const of = `clients/${newcomer.clientId}`;
    const notices = await newcomer.guest.demand<{ kind: string; state: string }[]>(
      200,
      'GET',
      `/api/notices/${of}/notices`,
    );
    expect(notices).toContainEqual(expect.objectContaining({ kind: 'confirmation', state: 'accepted' }));
    const collected = await newcomer.guest.demand<object>(200, 'GET', `/api/browsing/${of}/collected`);
    expect(collected).toMatchObject({ collecting: true, events: 0, keptFor: 'P1Y' });
    const calendar = await newcomer.guest.demand<
      { category: string; keptFor: string; ifEndedNow: boolean }[]
    >(200, 'GET', `/api/charter/${of}/calendar`);
    expect(calendar).toContainEqual(
      expect.objectContaining({ category: 'subscription', keptFor: 'P5Y', ifEndedNow: true }),
    );
  });

  it('is hers alone', async () => {
    const other = await subscribeNewcomer(system);
    const path = `/api/account/clients/${newcomer.clientId}`;
    const answer = await other.guest.ask('GET', path);
    expect(answer.status).toBe(404);
    for (const text of Object.values(newcomer.given)) expect(answer.text).not.toContain(text);
  }, 60_000);
});
