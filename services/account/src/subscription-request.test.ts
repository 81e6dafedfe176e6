import { offers } from './offers.ts';
import { SubscriptionRequest } from './subscription-request.ts';

const request = {
  offerId: offers[0]!.id,
  company: {
    name: 'Scierie Martin',
    address: { lines: ['1 rue des Scieries'], postalCode: '38000', city: 'Grenoble', country: 'FR' },
  },
  manager: { name: ' Claire Martin ', email: 'claire@scierie-martin.fr', phone: '+33 4 76 00 12 34' },
  billing: { name: 'Hugo Petit', email: 'compta@scierie-martin.fr', specifics: 'Deux\nlignes' },
  locale: 'fr',
  charterVersion: '1',
};

describe('a subscription request', () => {
  it('is taken with the blanks around it gone, and line breaks in the specifics alone', () => {
    const parsed = SubscriptionRequest.parse(request);
    expect(parsed.manager.name).toBe('Claire Martin');
    expect(parsed.billing.specifics).toBe('Deux\nlignes');
    expect(
      SubscriptionRequest.safeParse({ ...request, company: { ...request.company, name: 'a\nb' } }).success,
    ).toBe(false);
  });

  it('is refused at every level where it says more than clause 2.subscription asks for', () => {
    const { company, manager, billing } = request;
    const more = [
      { ...request, vat: 'FR1' },
      { ...request, company: { ...company, size: 3 } },
      { ...request, company: { ...company, address: { ...company.address, floor: '2' } } },
      { ...request, manager: { ...manager, birthday: '1980-01-01' } },
      { ...request, billing: { ...billing, iban: 'FR76' } },
    ];
    for (const body of more) expect(SubscriptionRequest.safeParse(body).success).toBe(false);
  });

  it('takes no text that hides its direction', () => {
    const manager = { ...request.manager, name: 'Claire \u202Enitram' };
    expect(SubscriptionRequest.safeParse({ ...request, manager }).success).toBe(false);
  });
});
