import { randomUUID } from 'node:crypto';
import { Guest } from '../support/guest.ts';
import { mailedToken, type Requester, requestSubscription } from '../support/newcomer.ts';
import { ready } from '../support/ready.ts';
import { mailTo } from './support/mail.ts';

/**
 * Subscribing asks for the manager's coordinates and a billing contact: company name, address, phone, e-mail, and any
 * billing specifics. Nothing more.
 */
const system = ready();

/** Every field that subscribing takes, by the API's own description. The last three say what is bought and shown. */
const askedFor = [
  'company.name',
  'company.address.lines',
  'company.address.postalCode',
  'company.address.city',
  'company.address.country',
  'manager.name',
  'manager.email',
  'manager.phone',
  'billing.name',
  'billing.email',
  'billing.phone',
  'billing.address.lines',
  'billing.address.postalCode',
  'billing.address.city',
  'billing.address.country',
  'billing.specifics',
  'locale',
  'offerId',
  'charterVersion',
];

interface Schema {
  properties?: Record<string, Schema>;
  additionalProperties?: unknown;
  $ref?: string;
}
interface Description {
  paths: Record<string, { post: { requestBody: { content: Record<string, { schema: Schema }> } } }>;
  components?: { schemas?: Record<string, Schema> };
}

/** Paths of all fields of a schema; each object on the way must be closed to others. */
function fieldsOf(schema: Schema, all: Description, path = ''): string[] {
  const its = schema.$ref ? all.components!.schemas![schema.$ref.split('/').at(-1)!]! : schema;
  if (!its.properties) return [path];
  expect([path, its.additionalProperties]).toEqual([path, false]);
  return Object.entries(its.properties).flatMap(([name, inner]) =>
    fieldsOf(inner, all, path === '' ? name : `${path}.${name}`),
  );
}

const rightRequest = async (guest: Guest) => {
  const [offers, charter] = await Promise.all([
    guest.demand<{ id: string }[]>(200, 'GET', '/api/account/offers'),
    guest.demand<{ version: string }>(200, 'GET', '/api/charter/charter'),
  ]);
  const address = { lines: ['12 rue des Tilleuls'], postalCode: '38000', city: 'Grenoble', country: 'FR' };
  return {
    offerId: offers[0]!.id,
    company: { name: 'Menuiserie Berthier', address },
    manager: { name: 'Odile Berthier', email: `odile.${randomUUID()}@berthier.example`, phone: '0476001234' },
    billing: { name: 'Paul Roche', email: 'compta@berthier.example' },
    locale: 'fr',
    charterVersion: charter.version,
  };
};

describe('2.subscription', () => {
  let requester: Requester;
  beforeAll(async () => {
    requester = await requestSubscription(system);
  }, 60_000);

  it('is shown with its terms before anything is asked', async () => {
    const guest = new Guest(system.application);
    const offers = await guest.demand<{ terms: { category: string; keptFor: string; clause: string }[] }[]>(
      200,
      'GET',
      '/api/account/offers',
    );
    expect(offers[0]!.terms).toContainEqual(
      expect.objectContaining({ category: 'subscription', keptFor: 'P5Y', clause: '5.subscription-term' }),
    );
    expect(guest.cookies.size).toBe(0);
  });

  it('takes these fields and no other, by its own description', async () => {
    const guest = new Guest(system.application);
    const all = await guest.demand<Description>(200, 'GET', '/api/account/openapi.json');
    const { schema } = all.paths['/api/account/subscriptions']!.post.requestBody.content['application/json']!;
    expect(fieldsOf(schema, all).sort()).toEqual([...askedFor].sort());
  });

  it('refuses whatever else somebody would hand over, by its name', async () => {
    const guest = new Guest(system.application);
    const right = await rightRequest(guest);
    for (const [where, extra] of [
      ['manager', { birthDate: '1980-05-01' }],
      ['billing', { iban: 'FR7630006000011234567890189' }],
      ['company', { revenue: 1_000_000 }],
    ] as const) {
      const body = { ...right, [where]: { ...right[where], ...extra } };
      const answer = await guest.ask('POST', '/api/account/subscriptions', body);
      expect(answer.status).toBe(400);
      expect(answer.text).toContain(Object.keys(extra)[0]!);
    }
    const more = await guest.ask('POST', '/api/account/subscriptions', { ...right, newsletter: true });
    expect(more.status).toBe(400);
    expect((await guest.ask('POST', '/api/account/subscriptions', right)).status).toBe(202);
  });

  it('sends one mail, to the manager alone, that says what happens if she does nothing', async () => {
    const mail = await mailTo(system, requester.email, /Confirmez/);
    expect(mail.text).toContain(requester.given.manager!);
    expect(mail.text).toContain('sept jours');
    expect(mail.text).toContain(`${system.application}/confirm#token=`);
    expect(mail.html).not.toMatch(/<img|<script/);
  });

  it('dates the end of the waiting on a Paris day, seven days on', () => {
    const days = (Date.parse(requester.expiresAt) - Date.now()) / 86_400_000;
    const clockIsAhead = days > 8;
    if (!clockIsAhead) expect(days).toBeGreaterThan(5.9);
    const hour = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', timeStyle: 'short' });
    expect(hour.format(new Date(requester.expiresAt))).toBe('00:00');
  });

  it('opens by the link in the mail, and by nothing else', async () => {
    const token = await mailedToken(system, requester.email);
    const guest = new Guest(system.application);
    const forged = `${token.slice(0, -2)}${token.endsWith('A') ? 'B' : 'A'}A`;
    expect(
      (await guest.ask('POST', '/api/account/confirmations', { token: forged })).status,
    ).toBeGreaterThanOrEqual(400);
    const opened = await guest.demand<{ clientId: string; alreadyConfirmed: boolean }>(
      200,
      'POST',
      '/api/account/confirmations',
      { token },
    );
    expect(opened).toMatchObject({ clientId: requester.clientId, alreadyConfirmed: false });
  });
});
