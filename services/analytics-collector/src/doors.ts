import { currentCharter } from '@kstudio/charter';
import { accessCookie, type ServiceParts } from '@kstudio/chassis';
import { z } from 'zod';
import { type Accepted, accept } from './accept.ts';
import { Batch, BODY_BYTES } from './batch.ts';
import { type BrowserFile, browserFiles } from './browser-files.ts';
import { CHOICE_COOKIE, readCookies, VISITOR_COOKIE } from './cookies.ts';
import { type Site, siteOf } from './covered-sites.ts';
import type { CollectorDeps } from './deps.ts';
import { serveHandOver } from './download-hand-over.ts';
import { signalledBy } from './judge-lane.ts';
import { DOWNLOADED, knowBrowser, SHOWN } from './know-browser.ts';
import { knownPage } from './known-page.ts';
import { problems } from './problems.ts';
import { readJson } from './read-json.ts';
import { takeBatch } from './take-batch.ts';
import { withdraw } from './withdraw.ts';

export type Express = Parameters<NonNullable<ServiceParts<'analytics-collector'>['extend']>>[0];
type Handler = Extract<Parameters<Express['post']>[1], (...given: never[]) => unknown>;
export type Req = Parameters<Handler>[0];
export type Res = Parameters<Handler>[1];

const base = '/api/browsing';
const Acceptance = z.strictObject({ locale: z.enum(['fr', 'en']), charterVersion: z.string().max(20) });

/**
 * The doors that pages of covered sites use. They are not routes of the API: they stand on each site's own host, and
 * who uses them is nobody.
 */
export function openDoors(app: Express, deps: CollectorDeps): void {
  const files = browserFiles(deps.clock.now());
  const access = accessCookie(deps.config.APP_ORIGIN);
  const cookiesOf = (req: Req) => readCookies(req.headers.cookie, access);
  app.get('/k.js', (req, res) => serveFile(req, res, files.k));
  app.get(`${base}/choice.js`, (req, res) => serveFile(req, res, files.choice));

  app.post(`${base}/events`, async (req, res) => {
    const site = siteOf(deps.sites, req.headers);
    const batch = await readJson(req, BODY_BYTES, Batch);
    const sender = {
      site,
      cookies: cookiesOf(req),
      signalled: signalledBy(req.headers),
      ipAddress: (req.ip ?? '').replace(/^::ffff:/, ''),
      userAgent: req.headers['user-agent'],
      acceptLanguage: req.headers['accept-language'],
      referer: req.headers.referer,
    };
    res.status(202).json(await takeBatch(deps, sender, batch));
  });

  app.post(`${base}/consents`, async (req, res) => {
    const site = siteOf(deps.sites, req.headers);
    await deps.acceptances.consume(req.ip ?? '');
    if (signalledBy(req.headers)) throw problems.signalled();
    const accepted = await accept(deps, site, cookiesOf(req), await readJson(req, BODY_BYTES, Acceptance));
    setCookies(res, site, accepted, deps.clock.now());
    res.status(201).json({ holdsUntil: accepted.holdsUntil.toISOString() });
  });

  app.get(`${base}/browser`, async (req, res) => {
    const download = 'download' in req.query;
    const known = await knowBrowser(deps, hostOf(deps, req), cookiesOf(req), download ? DOWNLOADED : SHOWN);
    if (download) res.attachment(`k-studio-${known.site.replaceAll(/[^a-z0-9.]/g, '-')}-${known.today}.json`);
    res.json(known);
  });

  /** Withdraws and erases, in one click; the page of the reading sites does it by a form, without a script. */
  const erase = async (req: Req, res: Res) => {
    const site = siteOf(deps.sites, req.headers);
    await withdraw(deps, site, cookiesOf(req).visitorId);
    clearVisitor(res, site);
  };
  app.delete(`${base}/browser`, async (req, res) => {
    await erase(req, res);
    res.status(204).end();
  });
  app.post(`${base}/known`, async (req, res) => {
    await erase(req, res);
    res.redirect(303, `${base}/known?erased&lang=${req.query['lang'] === 'en' ? 'en' : 'fr'}`);
  });
  app.get(`${base}/known`, async (req, res) => {
    const known = await knowBrowser(deps, hostOf(deps, req), cookiesOf(req), SHOWN);
    const asked = req.query['lang'];
    const locale = asked === 'fr' || asked === 'en' ? asked : (res.locals['locale'] as 'fr' | 'en');
    const { html, policy } = knownPage(locale, known, 'erased' in req.query);
    // The form’s request must say where it comes from.
    res.set('Referrer-Policy', 'same-origin').set('Content-Security-Policy', policy).type('html').send(html);
  });

  serveHandOver(app, deps, access);
}

/** The covered site on whose host a page is read. A host that is none is answered as what does not exist. */
function hostOf({ sites }: CollectorDeps, req: Req): Site {
  const site = [...sites.values()].find(({ name }) => name === req.host);
  if (!site) throw problems.siteNotCovered();
  return site;
}

/** Kept by browsers for an hour; then asked about by its name. */
function serveFile(req: Req, res: Res, { plain, zipped, etag }: BrowserFile): void {
  const zip = /\bgzip\b/.test(String(req.headers['accept-encoding'] ?? ''));
  res
    .set('Cache-Control', 'public, max-age=3600')
    .set('ETag', etag)
    .set('Vary', 'Accept-Encoding')
    .type('text/javascript');
  if (req.headers['if-none-match'] === etag) return void res.status(304).end();
  if (zip) res.set('Content-Encoding', 'gzip');
  res.send(zip ? zipped : plain);
}

const cookieOptions = ({ origin }: Site) =>
  ({ path: '/', sameSite: 'strict', secure: origin.startsWith('https:') }) as const;

/** Her id is for the server alone; her choice is for the page too, so that nobody is asked twice. */
function setCookies(
  res: Res,
  site: Site,
  { visitorId, holdsUntil, visitorUntil }: Accepted,
  now: Date,
): void {
  const lasting = (until: Date) => until.getTime() - now.getTime();
  res.cookie(VISITOR_COOKIE, visitorId, {
    ...cookieOptions(site),
    httpOnly: true,
    maxAge: lasting(visitorUntil),
  });
  const choice = `accepted.${currentCharter.version}`;
  res.cookie(CHOICE_COOKIE, choice, { ...cookieOptions(site), maxAge: lasting(holdsUntil) });
}

function clearVisitor(res: Res, site: Site): void {
  res.clearCookie(VISITOR_COOKIE, { ...cookieOptions(site), httpOnly: true });
  res.clearCookie(CHOICE_COOKIE, cookieOptions(site));
}
