import { z } from 'zod';
import type { Locale } from './problem.ts';

const french = z.locales.fr().localeError;
const english = z.locales.en().localeError;

type Issue = Parameters<z.core.$ZodErrorMap>[0];

/** Where the usual words would be a machine's, ours; undefined: the usual ones do. */
function plainly(issue: Issue, locale: Locale): string | undefined {
  const say = (fr: string, en: string) => (locale === 'fr' ? fr : en);
  const isMissing = issue.code === 'invalid_type' && issue.input === undefined;
  const isBlank = issue.code === 'too_small' && issue.origin === 'string' && issue.minimum === 1;
  if (isMissing || isBlank) return say('À remplir.', 'Please fill this in.');
  if (issue.code === 'too_big' && issue.origin === 'string') {
    return say(`Au plus ${issue.maximum} caractères.`, `At most ${issue.maximum} characters.`);
  }
  if (issue.code === 'invalid_format' && issue.format === 'email') {
    return say(
      'Une adresse e-mail, par exemple prenom.nom@entreprise.fr.',
      'An e-mail address, such as first.last@company.com.',
    );
  }
  return issue.code === 'custom' ? issue.params?.say?.[locale] : undefined;
}

/**
 * The validation messages of a language, for `schema.safeParse(value, { error })`. A schema says its own words in
 * both languages with `.refine(rule, { params: { say: { fr, en } } })`.
 */
export const words = (locale: Locale): z.core.$ZodErrorMap => {
  const usual = locale === 'fr' ? french : english;
  return (issue) => plainly(issue, locale) ?? usual(issue);
};

/** French unless the person's browser puts English before it. */
export function localeOf(acceptLanguage: string | undefined): Locale {
  for (const tag of (acceptLanguage ?? '').split(',')) {
    const language = tag.trim().slice(0, 2).toLowerCase();
    if (language === 'fr' || language === 'en') return language;
  }
  return 'fr';
}
