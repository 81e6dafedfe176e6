import { type CategoryId, categories } from '@kstudio/charter';
import { offers } from './offers.ts';

/** What a subscription makes K-Studio hold, in the order that the offer page tells it. */
const held: readonly CategoryId[] = ['subscription', 'users', 'access', 'contents', 'browsing', 'accounting'];

/** Each offer with the terms of the charter that come with it: category, how long (ISO 8601), by which clause. */
export function showOffers() {
  const terms = held.map((id) => {
    const { term, clause } = categories[id];
    return { category: id, keptFor: term.keep, clause };
  });
  return offers.map((offer) => ({ ...offer, terms }));
}
