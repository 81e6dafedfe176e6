import type { RequestHandler } from 'express';
import { apis } from './apis.ts';

/**
 * A path of a service gets here only where an ingress knows of no living replica of it and gives its paths to what is
 * left. It is answered as the service's absence: retried in a moment, it has its effect.
 */
export const serviceDown: RequestHandler = (req, res, next) => {
  const ofService = apis.some((name) => req.path === `/api/${name}` || req.path.startsWith(`/api/${name}/`));
  if (!ofService && req.path !== '/k.js') return next();
  const french = req.acceptsLanguages('fr', 'en') !== 'en';
  res
    .status(503)
    .set({ 'Retry-After': '2', 'Cache-Control': 'no-store' })
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: 'https://kstudio365.com/problems/service-down',
        title: french ? 'Service momentanément indisponible' : 'Service unavailable for a moment',
        status: 503,
        detail: french
          ? 'Rien n’est perdu. Réessayez dans un instant.'
          : 'Nothing is lost. Try again in a moment.',
      }),
    );
};
