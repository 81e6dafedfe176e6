import type { Locale } from '@kstudio/chassis';

const words = {
  fr: { known: 'Ce que nous savons de ce navigateur', charter: 'La charte' },
  en: { known: 'What we know of this browser', charter: 'The charter' },
} as const;

/** The routes of a published page, as views and links of it are told: neither space nor page is named. */
const routes = ['/$space', '/$space/$page'];

/**
 * What a published page of a reading site needs so that its views are counted, and noted of those who agree: in its
 * head, in its foot, and in its headers. `scripts` joins the page's own policy; the referrer tells the collector, on
 * the same origin alone, whose space is read.
 */
export const measure = (locale: Locale, appOrigin: string) => ({
  head: `<meta name="k-routes" content="${routes.join(' ')}"><script type="module" src="/k.js"></script>`,
  foot: measureFoot(locale, appOrigin),
  policy: ["script-src 'self'", "connect-src 'self'"],
  referrerPolicy: 'same-origin',
});

/** The links at the foot of each page of the reading sites, with a script or without. */
export const measureFoot = (locale: Locale, appOrigin: string): string =>
  `<a href="/api/browsing/known?lang=${locale}">${words[locale].known}</a> · <a href="${appOrigin}/charter">${words[locale].charter}</a>`;
