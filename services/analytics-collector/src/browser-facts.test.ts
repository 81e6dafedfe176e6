import { browserLanguageOf, browserTypeOf } from './browser-facts.ts';

const chrome =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

describe('what is kept of a browser', () => {
  it.each([
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox'],
    [chrome, 'Chrome'],
    [`${chrome} Edg/140.0.0.0`, 'Edge'],
    [`${chrome} OPR/120.0`, 'Opera'],
    [
      'Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15',
      'Safari',
    ],
    ['curl/8.5.0', 'other'],
    [undefined, 'other'],
  ])('%s is %s', (userAgent, type) => expect(browserTypeOf(userAgent)).toBe(type));

  it.each([
    ['fr-FR,fr;q=0.9,en;q=0.8', 'fr'],
    ['EN', 'en'],
    ['*', 'other'],
    [undefined, 'other'],
  ])('%s speaks %s', (header, language) => expect(browserLanguageOf(header)).toBe(language));
});
