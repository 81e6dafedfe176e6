/** What is kept of a browser: its type and its language, and nothing that would make it one among few. */
export const browserTypes = [
  'Chrome',
  'Edge',
  'Firefox',
  'Opera',
  'Safari',
  'Samsung Internet',
  'other',
] as const;
export type BrowserType = (typeof browserTypes)[number];

/** In this order: most browsers also carry the name of the one they are made from. */
const marks: readonly [RegExp, BrowserType][] = [
  [/\bEdgA?i?O?S?\//, 'Edge'],
  [/\bOPR\/|\bOpera\b/, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|Chromium|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bVersion\/[\d.]+.* Safari\//, 'Safari'],
];

/** The browser's type by its `User-Agent`, without version or system. */
export const browserTypeOf = (userAgent: string | undefined): BrowserType =>
  marks.find(([mark]) => mark.test(userAgent ?? ''))?.[1] ?? 'other';

/** The language that the browser puts first, without its region: `fr`, `en`; `other` where it is not a language. */
export const browserLanguageOf = (acceptLanguage: string | undefined): string =>
  /^\s*([a-z]{2,3})\b/i.exec(acceptLanguage ?? '')?.[1]?.toLowerCase() ?? 'other';
