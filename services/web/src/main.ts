import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import express from 'express';
import { pino } from 'pino';
import { createAdmin } from './admin.ts';
import { productVersion, readConfig } from './config.ts';
import { createWebApp } from './web-app.ts';

const config = readConfig();
const log = pino({ level: config.LOG_LEVEL, base: { service: 'web' } });
const facts = {
  version: productVersion(new URL('../package.json', import.meta.url)),
  supportEmail: config.SUPPORT_EMAIL,
  sitesOrigin: config.SITES_ORIGIN,
  mailSink: config.MAIL_SINK ?? null,
};

/** Longer than an ingress keeps its connections (nginx: 60 s), or it would send a request over one just closed. */
const KEEP_ALIVE_MS = 65_000;

async function listen(listener: RequestListener, port: number): Promise<Server> {
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, listener).listen(port, config.HOST);
  await once(server, 'listening');
  return server;
}

const admin = createAdmin();
const pages = express().disable('x-powered-by').use(admin.count);
pages.use(createWebApp(new URL('../dist/app/', import.meta.url), facts, config.APP_ORIGIN));
const servers = [await listen(admin.app, config.ADMIN_PORT), await listen(pages, config.PORT)];
admin.setReady(true);
log.info({ port: config.PORT }, 'ready');

/** Readiness off, a moment for the ingress to see it, then the open requests are finished. */
async function stop(signal: string): Promise<void> {
  admin.setReady(false);
  log.info({ signal }, 'stopping');
  await wait(config.DRAIN_SECONDS * 1000);
  const closed = servers.map((server) => once(server, 'close'));
  for (const server of servers) {
    server.close();
    server.closeIdleConnections();
  }
  await Promise.race([Promise.all(closed), wait(5000)]);
  process.exit(0);
}
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(signal));
