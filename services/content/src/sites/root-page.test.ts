import { sitesPage, sitesPolicy } from './root-page.ts';

describe('the page of the reading sites', () => {
  it('speaks both languages and loads nothing', () => {
    for (const locale of ['fr', 'en'] as const) {
      for (const which of ['root', 'missing'] as const) {
        const html = sitesPage(which, locale, 'http://localhost:8080');
        expect(html).toContain(`<html lang="${locale}">`);
        expect(html).not.toMatch(/<script|src=|@import|url\(/);
      }
    }
    expect(sitesPage('root', 'fr', '')).toContain('Les sites de lecture');
    expect(sitesPage('root', 'en', '')).toContain('The reading sites');
  });

  it('allows its own style and nothing else', () => {
    expect(sitesPolicy).toContain("default-src 'none'");
    expect(sitesPolicy).not.toContain('unsafe');
  });
});
