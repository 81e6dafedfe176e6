import express, { type Express, type RequestHandler } from 'express';
import { Counter, collectDefaultMetrics, Registry } from 'prom-client';

/** What the platform asks a process: is it alive, may it get traffic, what does it measure. */
export interface Admin {
  app: Express;
  /** Counts responses by class of status; no address is noted. */
  count: RequestHandler;
  setReady(ready: boolean): void;
}

/** `/healthz`, `/readyz` and `/metrics`, on a port of their own that the ingress does not know. */
export function createAdmin(): Admin {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const responses = new Counter({
    name: 'web_responses_total',
    help: 'Responses sent, by class of status.',
    labelNames: ['status'],
    registers: [registry],
  });
  let ready = false;
  const app = express();
  app.disable('x-powered-by');
  app.get('/healthz', (_req, res) => void res.json({ status: 'alive' }));
  app.get('/readyz', (_req, res) => void res.status(ready ? 200 : 503).json({ ready }));
  app.get(
    '/metrics',
    async (_req, res) => void res.type(registry.contentType).send(await registry.metrics()),
  );
  return {
    app,
    count: (_req, res, next) => {
      res.on('finish', () => responses.inc({ status: `${Math.floor(res.statusCode / 100)}xx` }));
      next();
    },
    setReady: (value) => {
      ready = value;
    },
  };
}
