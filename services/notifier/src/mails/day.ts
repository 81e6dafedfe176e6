import { termZone } from '@kstudio/charter';

const format = (locale: string) => {
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: termZone });
  return (instant: Date) => days.format(instant);
};

/** The Paris day of an instant, in words. */
export const day = { fr: format('fr-FR'), en: format('en-GB') };
