import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

export interface Listening {
  server: Server;
  url: string;
}

/** Longer than an ingress keeps its connections (nginx: 60 s), or it would send a request over one just closed. */
const KEEP_ALIVE_MS = 65_000;
const DRAIN_MS = 10_000;
/** Node looks for idle connections once, as it closes; one that answers then would be waited for. */
const IDLE_MS = 50;

/** Listens; throws when the port is taken. */
export async function listen(listener: RequestListener, port: number, host: string): Promise<Listening> {
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return { server, url: `http://${host}:${(server.address() as AddressInfo).port}` };
}

/** Lets answers in hand finish; connections are closed as soon as they are idle, the rest after ten seconds. */
export async function closeServer({ server }: Listening): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_MS);
  await Promise.race([closed, wait(DRAIN_MS, undefined, { ref: false })]);
  clearInterval(idle);
  server.closeAllConnections();
}
