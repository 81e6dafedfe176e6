import type { Bilingual } from '@kstudio/charter';

/** What Knowmore sells. Prices are without tax, in cents; `users` is how many a space may declare. */
export interface Offer {
  id: string;
  name: Bilingual;
  description: Bilingual;
  price: { amountCents: number; currency: 'EUR'; period: 'P1M' | 'P1Y' };
  users: number;
}

/** The price list. Offers belong to no client; an offer that clients hold is never removed, only superseded. */
export const offers: readonly Offer[] = [
  {
    id: 'atelier',
    name: { fr: 'Atelier', en: 'Atelier' },
    description: {
      fr: 'Pour une équipe qui écrit ses modes d’emploi et ses premiers cours : 5 utilisateurs, au mois, sans engagement.',
      en: 'For a team writing its user guides and first courses: 5 users, by the month, leave when you like.',
    },
    price: { amountCents: 4_900, currency: 'EUR', period: 'P1M' },
    users: 5,
  },
  {
    id: 'atelier-plus',
    name: { fr: 'Atelier Plus', en: 'Atelier Plus' },
    description: {
      fr: 'Pour un service formation : 25 utilisateurs, un site d’aide publié, facturation annuelle.',
      en: 'For a training department: 25 users, a published help site, invoiced once a year.',
    },
    price: { amountCents: 189_000, currency: 'EUR', period: 'P1Y' },
    users: 25,
  },
];

/** The offer of an id, if it is sold. */
export const offerOf = (id: string): Offer | undefined => offers.find((offer) => offer.id === id);
