import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Texts } from './fr/index.ts';
import { type Locale, preferredLocale, setLocaleNow } from './locale.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: Texts };
  }
}

const load = async (locale: Locale): Promise<Texts> =>
  locale === 'fr' ? (await import('./fr/index.ts')).fr : (await import('./en/index.ts')).en;

/** Loads the language of this person, then the interface can be shown. */
export async function startLanguage(): Promise<void> {
  const locale = preferredLocale();
  await i18next.use(initReactI18next).init({
    lng: locale,
    resources: { [locale]: { translation: await load(locale) } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  setLocaleNow(locale, false);
}

/** Changes the language of the whole page; the other language's texts are fetched when first asked for. */
export async function chooseLanguage(locale: Locale): Promise<void> {
  if (!i18next.hasResourceBundle(locale, 'translation')) {
    i18next.addResourceBundle(locale, 'translation', await load(locale));
  }
  setLocaleNow(locale, true);
  await i18next.changeLanguage(locale);
}
