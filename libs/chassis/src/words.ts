import { z } from 'zod';
import type { Locale } from './problem.ts';

const french = z.locales.fr().localeError;
const english = z.locales.en().localeError;

/**
 * The validation messages of a language, for `schema.safeParse(value, { error })`. A schema says its own words in
 * both languages with `.refine(rule, { params: { say: { fr, en } } })`.
 */
export const words = (locale: Locale): z.core.$ZodErrorMap => {
  const usual = locale === 'fr' ? french : english;
  return (issue) => (issue.code === 'custom' ? issue.params?.say?.[locale] : undefined) ?? usual(issue);
};

/** French unless the person's browser puts English before it. */
export function localeOf(acceptLanguage: string | undefined): Locale {
  for (const tag of (acceptLanguage ?? '').split(',')) {
    const language = tag.trim().slice(0, 2).toLowerCase();
    if (language === 'fr' || language === 'en') return language;
  }
  return 'fr';
}
