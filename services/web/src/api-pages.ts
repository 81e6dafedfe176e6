import { createRequire } from 'node:module';
import { type RequestHandler, Router } from 'express';
import sirv from 'sirv';
import { apis } from './apis.ts';

const require = createRequire(import.meta.url);
const { getAbsoluteFSPath } = require('swagger-ui-dist') as { getAbsoluteFSPath(): string };

const assets = '/api/pages';
const kept = ['/swagger-ui.css', '/swagger-ui-bundle.js', '/favicon-32x32.png'];

/** Swagger UI writes markup itself, so it cannot live under Trusted Types; all else is as strict as on other pages. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const start = `SwaggerUIBundle({
  url: location.pathname.replace(/docs\\/?$/, 'openapi.json'),
  dom_id: '#api',
  deepLinking: true,
  validatorUrl: null,
});
`;

const page = (api: string) => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>K-Studio · ${api} API</title>
<link rel="icon" href="${assets}/favicon-32x32.png"><link rel="stylesheet" href="${assets}/swagger-ui.css"></head>
<body><main id="api"></main>
<script src="${assets}/swagger-ui-bundle.js"></script><script src="${assets}/start.js"></script></body>
</html>`;

/** A readable page of each API at `/api/<api>/docs`, from the OpenAPI document that its service serves beside it. */
export function apiPages(): Router {
  const files = sirv(getAbsoluteFSPath(), { etag: true, maxAge: 86_400 }) as RequestHandler;
  const pages = Router();
  pages.get(
    apis.map((api) => `/api/${api}/docs`),
    (req, res) => {
      res.set({ 'Content-Security-Policy': policy, 'Cache-Control': 'no-cache' });
      res.type('html').send(page(req.path.split('/')[2]!));
    },
  );
  pages.get(`${assets}/start.js`, (_req, res) => void res.type('js').send(start));
  pages.use(assets, (req, res, next) => (kept.includes(req.path) ? files(req, res, next) : next()));
  return pages;
}
