import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import express, { type Express, type RequestHandler } from 'express';
import sirv from 'sirv';
import { apiPages } from './api-pages.ts';
import { securityHeaders } from './headers.ts';
import { loadPage, type PageFacts } from './page.ts';
import { isPage } from './paths.ts';
import { serviceDown } from './service-down.ts';

const withNonce: RequestHandler = (_req, res, next) => {
  res.locals.nonce = randomBytes(16).toString('base64');
  next();
};

/** The built files: hashed names never change, so they are kept for a year; the rest is asked for each time. */
const builtFiles = (folder: URL) =>
  sirv(fileURLToPath(folder), {
    etag: true,
    gzip: true,
    brotli: true,
    extensions: [],
    setHeaders: (res, pathname) => {
      const hashed = pathname.startsWith('/assets/');
      res.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });

/**
 * The application's pages and files, the APIs' readable pages, and nothing else: services are reached through the gateway.
 * `folder` is where the build put them. The page itself is never kept by a cache: its nonce is for one use.
 */
export function createWebApp(folder: URL, facts: PageFacts, appOrigin: string): Express {
  const render = loadPage(new URL('index.html', folder), facts);
  const files = builtFiles(folder);
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(withNonce, securityHeaders(appOrigin), apiPages(), serviceDown);
  app.use((req, res, next) =>
    /\.\w+$/.test(req.path) && req.path !== '/index.html' ? files(req, res, next) : next(),
  );
  app.use((req, res) => {
    if (req.method !== 'GET' && req.method !== 'HEAD')
      return void res.status(405).set('Allow', 'GET, HEAD').end();
    if (/\.\w+$/.test(req.path)) return void res.status(404).type('text').send('Not found');
    res
      .status(isPage(req.path) ? 200 : 404)
      .set('Cache-Control', 'no-cache, no-store')
      .type('html')
      .send(render(res.locals.nonce));
  });
  return app;
}
