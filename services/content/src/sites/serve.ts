import type { ServiceParts } from '@kstudio/chassis';
import { sitesPage, sitesPolicy } from './page.ts';

type Express = Parameters<NonNullable<ServiceParts<'content'>['extend']>>[0];

/** The reading sites' origin, which the gateway leads to /sites: a page while nothing is published, and a plain 404. */
export function serveSites(app: Express, appOrigin: string): void {
  app.use('/sites', (req, res) => {
    const found = req.path === '/' && (req.method === 'GET' || req.method === 'HEAD');
    const asked = req.query['lang'];
    const locale =
      asked === 'fr' || asked === 'en' ? asked : ((req.acceptsLanguages('fr', 'en') || 'fr') as 'fr' | 'en');
    res
      .status(found ? 200 : 404)
      .set('Content-Security-Policy', sitesPolicy)
      .set('Cache-Control', 'public, max-age=60')
      .vary('Accept-Language')
      .type('html')
      .send(sitesPage(found ? 'empty' : 'missing', locale, appOrigin));
  });
}
