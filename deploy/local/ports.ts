import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { StartFailure } from './failure.ts';

/**
 * A TCP port of 127.0.0.1 that nobody listens on now, below the range from which systems give ports to outgoing
 * connections: so it is still free when a server that was stopped is started on it again.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(18_080, 32_000);
    if (await isFree(port)) return port;
  }
}

/** Several different free ports. */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await freePort());
  return [...ports];
}

/** True when the port can be listened on at 127.0.0.1. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** The first free port at or after `wanted`. */
export async function nextFreePort(wanted: number): Promise<number> {
  for (let port = wanted; port < wanted + 200; port += 1) {
    if (await isFree(port)) return port;
  }
  return freePort();
}

/** Fails with a sentence when a port that people are told about is taken. */
export async function demandFree(port: number, what: string, variable: string): Promise<void> {
  if (await isFree(port)) return;
  throw new StartFailure(
    `Port ${port}, meant for ${what}, is in use by another program.`,
    `Stop that program, or choose another port: ${variable}=${port + 100} npm start.`,
  );
}
