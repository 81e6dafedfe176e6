import { randomBytes } from 'node:crypto';
import { Agent, createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { createProxyServer } from 'httpxy';
import { type PathRow, readPaths, routeOf } from './paths.ts';

export type GatewayOptions = {
  applicationPort: number;
  sitesPort: number;
  /** Where a service listens, `http://127.0.0.1:18080`. */
  addressOf: (service: string) => string;
  paths?: PathRow[];
  /** The address to listen on; this machine alone when absent. */
  host?: string;
  /** Told of each request that the gateway answers by itself, by the id that the person sees. */
  log?: (line: OwnAnswer) => void;
};

export type OwnAnswer = { requestId: string; status: number; reason: keyof typeof words; service?: string };

export type Gateway = { close(): Promise<void> };

/**
 * Stands in for a cluster's ingress: the application's origin and the reading sites' origin, each handing requests
 * to the services by the path table. It alone says where a request came from; what the client says of that is dropped.
 */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const rows = options.paths ?? readPaths();
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 64 });
  const proxy = createProxyServer({ agent, xfwd: false, proxyTimeout: 120_000 });
  const open = async (origin: PathRow['origin'], port: number) => {
    const server = createServer((request, response) => {
      const route = prepare(rows, origin, request);
      const refuse = (status: number, reason: OwnAnswer['reason']) => {
        const requestId = randomBytes(16).toString('hex');
        options.log?.({ requestId, status, reason, service: route?.service });
        problem(response, request, status, reason, requestId);
      };
      if (!route) return refuse(400, 'not-a-path');
      const target = options.addressOf(route.service);
      proxy.web(request, response, { target }).catch(() => refuse(503, 'service-down'));
    });
    server.on('upgrade', (request, socket: Socket, head) => {
      socket.on('error', () => socket.destroy());
      const route = prepare(rows, origin, request);
      if (!route) return socket.destroy();
      proxy
        .ws(request, socket, { target: options.addressOf(route.service) }, head)
        .catch(() => socket.destroy());
    });
    await listen(server, port, options.host);
    return server;
  };
  const servers = [
    await open('application', options.applicationPort),
    await open('sites', options.sitesPort),
  ];
  return {
    close: async () => {
      await Promise.all(servers.map(close));
      agent.destroy();
    },
  };
}

/** Puts the service's path into the request and the gateway's own word on where it came from. */
function prepare(rows: readonly PathRow[], origin: PathRow['origin'], request: IncomingMessage) {
  const route = routeOf(rows, origin, request.url ?? '');
  if (!route) return undefined;
  request.url = route.target;
  for (const name of Object.keys(request.headers)) {
    if (/^(x-forwarded-.*|forwarded|x-real-ip|x-client-ip|true-client-ip)$/.test(name))
      delete request.headers[name];
  }
  request.headers['x-forwarded-for'] = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  request.headers['x-forwarded-proto'] = 'http';
  request.headers['x-forwarded-host'] = request.headers.host ?? '';
  return route;
}

const words = {
  'service-down': {
    en: {
      title: 'Not available for the moment',
      detail: 'This part of K-Studio is starting or stopped. Try again in a few seconds.',
    },
    fr: {
      title: 'Indisponible pour le moment',
      detail: 'Cette partie de K-Studio démarre ou est arrêtée. Réessayez dans quelques secondes.',
    },
  },
  'not-a-path': {
    en: { title: 'Not a path', detail: 'The request asks for no path of this site.' },
    fr: { title: 'Chemin non valable', detail: 'La requête ne demande aucun chemin de ce site.' },
  },
};

/** Answers as a service does: RFC 9457, in the language asked for (French first), with its headers and an id. */
function problem(
  response: ServerResponse,
  request: IncomingMessage,
  status: number,
  slug: keyof typeof words,
  requestId: string,
): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const language = /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'fr';
  const type = `https://kstudio365.com/problems/${slug}`;
  response.writeHead(status, {
    'content-type': 'application/problem+json',
    'content-language': language,
    'cache-control': 'no-store',
    'x-request-id': requestId,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
    ...(status === 503 ? { 'retry-after': '2' } : {}),
  });
  const instance = `urn:trace:${requestId}`;
  response.end(JSON.stringify({ type, status, ...words[slug][language], instance, requestId }));
}

export function listen(server: Server, port: number, host = '127.0.0.1'): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
}

export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
