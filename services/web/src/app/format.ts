import { currentLocale } from './i18n/locale.ts';

const zone = 'Europe/Paris';
const tag = () => (currentLocale() === 'fr' ? 'fr-FR' : 'en-GB');

/** A calendar day in Paris, written out: 14 mars 2031. Accepts an instant or a plain date. */
export function longDate(iso: string): string {
  return new Intl.DateTimeFormat(tag(), { dateStyle: 'long', timeZone: zone }).format(new Date(iso));
}

/** A day and a time in Paris: 14 mars 2031 à 09:30. */
export function dateTime(iso: string): string {
  return new Intl.DateTimeFormat(tag(), { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(
    new Date(iso),
  );
}

/** The time of day in Paris: 14:02. */
export const clockTime = (moment: Date): string =>
  new Intl.DateTimeFormat(tag(), { timeStyle: 'short', timeZone: zone }).format(moment);

/** An amount of money, without cents where there are none. */
export function money(cents: number, currency: string): string {
  const digits = cents % 100 === 0 ? 0 : 2;
  return new Intl.NumberFormat(tag(), {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(cents / 100);
}

/** A whole number with the language's separators. */
export const count = (value: number): string => new Intl.NumberFormat(tag()).format(value);

const units = { Y: 'year', M: 'month', W: 'week', D: 'day' } as const;

/** An ISO 8601 duration of calendar units in words: P5Y is « 5 ans ». Unknown shapes are shown as they are. */
export function duration(iso: string): string {
  const parts = [...iso.matchAll(/(\d+)([YMWD])/g)].map(([, amount, unit]) =>
    new Intl.NumberFormat(tag(), {
      style: 'unit',
      unit: units[unit as keyof typeof units],
      unitDisplay: 'long',
    }).format(Number(amount)),
  );
  return parts.length > 0 ? parts.join(' ') : iso;
}

/** The name of a country or a language, in the language of the page. */
export const nameIn = (type: 'region' | 'language', code: string): string =>
  new Intl.DisplayNames([tag()], { type }).of(code) ?? code;
