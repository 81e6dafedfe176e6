export const locales = ['fr', 'en'] as const;
export type Locale = (typeof locales)[number];

const storageKey = 'kstudio.locale';
let current: Locale = 'fr';

/** The language of the page now. */
export const currentLocale = (): Locale => current;

/** The language this person chose here, or her browser's when it is one of ours; French otherwise. */
export function preferredLocale(): Locale {
  const asked = [stored(), ...navigator.languages].map((tag) => tag?.slice(0, 2));
  return asked.find((tag): tag is Locale => tag === 'fr' || tag === 'en') ?? 'fr';
}

/** Remembers the language in use; `chosen` keeps it on this device, since the person asked for it. */
export function setLocaleNow(locale: Locale, chosen: boolean): void {
  current = locale;
  document.documentElement.lang = locale;
  if (!chosen) return;
  try {
    localStorage.setItem(storageKey, locale);
  } catch {
    // Storage is refused: the choice lasts as long as the page.
  }
}

function stored(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}
