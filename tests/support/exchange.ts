import { Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';

export interface Sent {
  method: string;
  /** Sent as it stands: nothing is resolved or escaped. */
  path: string;
  headers?: OutgoingHttpHeaders;
  body?: string | Buffer;
  /** The loopback address that the request comes from, where the machine has more than one (Linux). */
  from?: string;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** What was asked, in a line. */
  asked: string;
}

const agent = new Agent({ keepAlive: true, maxSockets: 16 });
const tally = { requests: 0 };

/** How many requests this test file has made. */
export const requestsMade = (): number => tally.requests;

/** On Linux all of 127.0.0.0/8 is this machine, so that each visitor can have an address of her own. */
export const newAddress = (): string | undefined => {
  const byte = () => 1 + Math.floor(Math.random() * 254);
  return process.platform === 'linux' ? `127.${byte()}.${byte()}.${byte()}` : undefined;
};

/** One HTTP request exactly as written, and its whole answer; rejects when the connection breaks without an answer. */
export function exchange(origin: string, sent: Sent): Promise<Answer> {
  const { hostname, port } = new URL(origin);
  const { method, path, headers, body, from } = sent;
  tally.requests += 1;
  return new Promise((resolve, reject) => {
    const going = request({
      agent,
      // Names below localhost are this machine (RFC 6761, 6.3); the resolver may not know that.
      host: /(^|\.)localhost$/.test(hostname) && from ? '127.0.0.1' : hostname,
      port,
      method,
      path,
      headers: {
        host: new URL(origin).host,
        ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
        ...headers,
      },
      localAddress: from,
      timeout: 20_000,
    });
    going.on('timeout', () => going.destroy(new Error(`no answer within 20 s: ${method} ${path}`)));
    // A kept connection may have been closed while this request was on its way: then it goes over a new one.
    going.on('error', (error: NodeJS.ErrnoException) => {
      const cut = error.code === 'ECONNRESET' || error.code === 'EPIPE';
      if (cut && going.reusedSocket) resolve(exchange(origin, sent));
      else reject(error);
    });
    going.on('response', (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(parts).toString('utf8');
        const asked = `${method} ${path.slice(0, 120)}`;
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, asked });
      });
    });
    going.end(body);
  });
}

/** The body of an answer as JSON; undefined where it is none. */
export function jsonOf<T = Record<string, unknown>>({ text }: Answer): T | undefined {
  try {
    return JSON.parse(text) as T;
  } catch {
    return undefined;
  }
}
