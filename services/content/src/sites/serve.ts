import { endOfTerm, grace } from '@kstudio/charter';
import type { Locale, ServiceParts } from '@kstudio/chassis';
import type { ContentDeps } from '../deps.ts';
import { measure } from './measure.ts';
import { type Reader, readingPage, readingPolicy, sitePage } from './reading-page.ts';
import { sitesPage, sitesPolicy } from './root-page.ts';

type Express = Parameters<NonNullable<ServiceParts<'content'>['extend']>>[0];
type Deps = Pick<ContentDeps, 'spaces' | 'publications' | 'images' | 'clock'>;

/**
 * The reading sites' origin, which the gateway leads to /sites: `/<site>/`, its pages beside it, and their images. A
 * site whose grace is over, one that never was and a page that was withdrawn are answered alike.
 */
export function serveSites(app: Express, deps: Deps, appOrigin: string): void {
  app.use('/sites', async (req, res) => {
    const reader: Reader = { locale: localeOf(req), appOrigin };
    res.set('Cache-Control', 'public, max-age=60').vary('Accept-Language');
    const reads = req.method === 'GET' || req.method === 'HEAD';
    const [site = '', page = '', image, ...more] = req.path.split('/').slice(1);
    if (reads && site && more.length === 0) {
      if (req.path === `/${site}`) return res.redirect(308, `/${site}/`);
      const found = await find(deps, site, page, image);
      if (found && 'content' in found) return res.type(found.type).send(Buffer.from(found.content));
      if (found) {
        res.set('Content-Security-Policy', readingPolicy);
        res.set('Referrer-Policy', measure(reader.locale, appOrigin).referrerPolicy);
        return res.type('html').send(found.html(reader));
      }
    }
    const root = reads && req.path === '/';
    res
      .status(root ? 200 : 404)
      .set('Content-Security-Policy', sitesPolicy)
      .type('html');
    return res.send(sitesPage(root ? 'root' : 'missing', reader.locale, appOrigin));
  });
}

type Found = { html: (reader: Reader) => string } | { type: string; content: Uint8Array } | null;

async function find(deps: Deps, name: string, page: string, image: string | undefined): Promise<Found> {
  const site = await deps.spaces.siteNamed(name);
  if (!site || isArchive(site.endedAt, deps.clock.now())) return null;
  if (image !== undefined) return page === 'images' ? imageOf(deps, site.clientId, image) : null;
  if (page === '') {
    const pages = await deps.publications.listOf(site.clientId);
    return { html: (reader) => sitePage(site, pages, reader) };
  }
  const publication = await deps.publications.at(site.clientId, page);
  return publication && { html: (reader) => readingPage(site, publication, reader) };
}

async function imageOf(deps: Deps, clientId: string, imageId: string): Promise<Found> {
  if (!(await deps.publications.shows(clientId, imageId))) return null;
  const image = await deps.images.find(clientId, imageId);
  return image && { type: image.type, content: image.content };
}

/** After the grace no site is published (charter, "How we read it" 6). */
const isArchive = (endedAt: Date | null, now: Date): boolean =>
  endedAt !== null && now >= endOfTerm(endedAt, grace).instant;

interface Asked {
  query: Record<string, unknown>;
  acceptsLanguages(...known: string[]): string | false;
}
function localeOf(req: Asked): Locale {
  const asked = req.query['lang'];
  return asked === 'fr' || asked === 'en' ? asked : ((req.acceptsLanguages('fr', 'en') || 'fr') as Locale);
}
