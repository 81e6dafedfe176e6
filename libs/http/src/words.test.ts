import { z } from 'zod';
import { localeOf, words } from './words.ts';

const say = { params: { say: { fr: 'Un prénom composé.', en: 'A double first name.' } } };
const schema = z.strictObject({
  name: z.string().trim().min(1).max(5),
  email: z.email(),
  first: z.string().refine((text) => text.includes('-'), say),
});
const messages = (value: unknown, locale: 'fr' | 'en') =>
  schema.safeParse(value, { error: words(locale) }).error?.issues.map(({ message }) => message);

describe('the words of a refusal', () => {
  it('say what to do, in the language of who reads them', () => {
    const wrong = { name: ' ', email: 'claire', first: 'Anne' };
    expect(messages(wrong, 'fr')).toEqual([
      'À remplir.',
      'Une adresse e-mail, par exemple prenom.nom@entreprise.fr.',
      'Un prénom composé.',
    ]);
    expect(messages(wrong, 'en')).toEqual([
      'Please fill this in.',
      'An e-mail address, such as first.last@company.com.',
      'A double first name.',
    ]);
    expect(messages({ ...wrong, name: 'Claire-Marie' }, 'en')?.[0]).toBe('At most 5 characters.');
    expect(messages({}, 'fr')).toEqual(['À remplir.', 'À remplir.', 'À remplir.']);
  });

  it('are French unless English comes first', () => {
    expect(localeOf('de, en;q=0.8, fr;q=0.5')).toBe('en');
    expect(localeOf('fr-CA, en')).toBe('fr');
    expect(localeOf(undefined)).toBe('fr');
  });
});
