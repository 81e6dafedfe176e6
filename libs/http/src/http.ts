import { createHmac, randomBytes } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import cookieParser from 'cookie-parser';
import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import helmet from 'helmet';
import type mongoose from 'mongoose';
import type { z } from 'zod';
import { type Auth, accessCookie, actorOf, type Caller, mayCall } from './auth.ts';
import { dailySalt } from './daily-salt.ts';
import type { EventStreams } from './event-stream.ts';
import { withIdempotency } from './idempotency.ts';
import { createLimiter } from './limiter.ts';
import {
  currentRequestId,
  type FieldError,
  type Locale,
  type Log,
  problemHandler,
  problems,
} from './problem.ts';
import type { Route, RouteRequest } from './route.ts';
import { strayFields } from './stray-fields.ts';
import { localeOf, words } from './words.ts';

export interface HttpDeps {
  prefix: string;
  appOrigin: string;
  trustedProxies: string;
  db: mongoose.Connection;
  auth: Auth;
  streams: EventStreams;
  /** Whether nothing of this client may be written any more. */
  isPurged(clientId: string): Promise<boolean>;
  /** Notes a refusal in the service's audit. */
  refused(entry: { action: string; actor?: string; clientId: string; target: string }): Promise<void>;
  log: Log;
  /** Milliseconds of real time. */
  realTime: { now(): number };
  /** Counts fields that a handler returned and no schema declares (invariant 9). */
  countStray(route: string, fields: string[]): void;
}

const BODY_LIMIT = '256kb';
const DEPTH_LIMIT = 100;

/** An answer of the API is no page: opened in a browser it may load, send and be framed by nothing. */
const NOTHING_ALLOWED = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
};

/** The service's HTTP application: its routes under `/api/<prefix>`, deny by default, problems as RFC 9457. */
export function createHttp(
  deps: HttpDeps,
  routes: readonly Route[],
  extend: (app: Express) => void,
): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('trust proxy', deps.trustedProxies === '' ? false : deps.trustedProxies.split(','));
  app.use(identify, helmet({ contentSecurityPolicy: NOTHING_ALLOWED }));
  extend(app);
  app.use(express.json({ limit: BODY_LIMIT, strict: true }), demandShallow, cookieParser(), wordsAlone);
  const salt = dailySalt(deps.db, deps.realTime);
  for (const route of routes)
    app[route.method](`${deps.prefix}${route.path}`, ...limited(deps, salt, route), handle(deps, route));
  app.use(() => {
    throw problems.unknown();
  });
  app.use(problemHandler(deps.log));
  return app;
}

const identify: RequestHandler = (req, res, next) => {
  const requestId = currentRequestId() ?? randomBytes(16).toString('hex');
  res.locals.requestId = requestId;
  res.locals.locale = localeOf(req.headers['accept-language']);
  res.setHeader('X-Request-Id', requestId);
  res.setHeader('Cache-Control', 'no-store');
  next();
};

/** Refuses a body nested so deep that walking it would exhaust the stack; found without recursion. */
const demandShallow: RequestHandler = (req, _res, next) => {
  let level: unknown[] = [req.body];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEPTH_LIMIT) throw problems.unreadable();
    level = level.flatMap((value) =>
      value !== null && typeof value === 'object' ? Object.values(value) : [],
    );
  }
  next();
};

/** The cookie parser makes objects of values that begin with `j:`; a cookie of ours is a word, so these are dropped. */
const wordsAlone: RequestHandler = (req, _res, next) => {
  req.cookies = Object.fromEntries(
    Object.entries(req.cookies).filter(([, value]) => typeof value === 'string'),
  );
  next();
};

/** One limiter a route, in the service's database, by address; of the address only a hash with the day's salt is kept, for the window. */
function limited({ db, prefix }: HttpDeps, salt: () => Promise<string>, route: Route): RequestHandler[] {
  if (!route.limit) return [];
  const name = `${route.method} ${prefix}${route.path}`;
  const limiter = createLimiter(db, name, route.limit, async (address) =>
    createHmac('sha256', await salt())
      .update(address)
      .digest('base64url'),
  );
  return [
    async (req, _res, next) => {
      await limiter.consume(req.ip ?? '');
      next();
    },
  ];
}

function handle(deps: HttpDeps, route: Route): RequestHandler {
  return async (req, res) => {
    const caller = await authorise(deps, route, req);
    const input = parseInput(route, req, res.locals.locale);
    await readBytes(route, req, res);
    const request = requestOf(deps, req, res, caller, input);
    const output = await withIdempotency(req, caller, route, () => route.handler(request as never));
    const { status, body } = route.out;
    if (body === null) return res.headersSent ? undefined : void res.status(status).end();
    const parsed = body.parse(output);
    const stray = strayFields(output, parsed);
    if (stray.length > 0) deps.countStray(`${route.method} ${route.path}`, stray);
    res.status(status).json(parsed);
  };
}

/** Takes the body of a route that takes bytes, once it is known who sends it. */
async function readBytes({ in: input }: Route, req: Request, res: Response): Promise<void> {
  if (!input?.bytes) return;
  const { types, most } = input.bytes;
  const read = express.raw({ type: [...types], limit: most });
  await new Promise<void>((resolve, reject) =>
    read(req, res, (error?: unknown) => (error ? reject(error) : resolve())),
  );
  if (!Buffer.isBuffer(req.body)) throw problems.wrongMediaType(types);
}

const bearerOf = (req: Request) => /^Bearer (\S+)$/.exec(req.headers.authorization ?? '')?.[1];
const tokenOf = ({ appOrigin }: HttpDeps, req: Request) =>
  bearerOf(req) ?? (req.cookies?.[accessCookie(appOrigin)] as string | undefined);

/** Deny, then allow. What is another client's is answered like what does not exist, and noted (invariant 8). */
async function authorise(deps: HttpDeps, route: Route, req: Request): Promise<Caller> {
  const bearer = bearerOf(req);
  const caller = (await deps.auth.callerOf(tokenOf(deps, req))) ?? { kind: 'anyone' };
  if (!bearer && req.method !== 'GET' && req.method !== 'HEAD') demandSameOrigin(deps, req);
  if (!mayCall(route.who, caller)) {
    throw caller.kind === 'anyone' ? problems.signInNeeded() : problems.notAllowed();
  }
  // A sign-in that outlives its client by minutes may look, and finds nothing; it may leave nothing behind.
  if (caller.kind === 'user' && req.method !== 'GET' && (await deps.isPurged(caller.clientId)))
    throw problems.signInNeeded();
  const asked = req.params.clientId;
  if (asked !== undefined && caller.kind === 'user' && asked !== caller.clientId) {
    await deps.refused({
      action: 'cross-client-refused',
      actor: actorOf(caller),
      clientId: caller.clientId,
      target: `${route.method} ${route.path}`,
    });
    throw problems.unknown();
  }
  return caller;
}

/** An unsafe request that rides on a cookie must say that it comes from the application itself. */
function demandSameOrigin({ appOrigin }: HttpDeps, req: Request): void {
  const origin = req.headers.origin;
  const site = req.headers['sec-fetch-site'];
  if (origin !== undefined ? origin !== appOrigin : site !== 'same-origin') throw problems.otherOrigin();
}

function parseInput(route: Route, req: Request, locale: Locale) {
  const fields: FieldError[] = [];
  const parse = (where: string, schema: z.ZodType | undefined, value: unknown) => {
    if (!schema) return undefined;
    const result = schema.safeParse(value, { error: words(locale) });
    if (result.success) return result.data;
    for (const issue of result.error.issues) {
      const at = [...(where === 'body' ? [] : [where]), ...issue.path].join('.');
      const unknown = issue.code === 'unrecognized_keys' ? issue.keys : [''];
      for (const key of unknown) {
        fields.push({ path: [at, key].filter(Boolean).join('.') || where, message: issue.message });
      }
    }
  };
  if (route.in?.body && req.headers['content-type'] && !req.is('application/json'))
    throw problems.wrongMediaType();
  const input = {
    params: parse('path', route.in?.params, req.params),
    query: parse('query', route.in?.query, req.query),
    body: parse('body', route.in?.body, req.body ?? {}),
  };
  if (fields.length > 0) throw problems.invalid(fields);
  return input;
}

type Input = ReturnType<typeof parseInput>;

function requestOf(deps: HttpDeps, req: Request, res: Response, caller: Caller, input: Input) {
  const secure = deps.appOrigin.startsWith('https:');
  const request: RouteRequest<unknown, unknown, unknown> = {
    ...input,
    caller,
    bytes: Buffer.isBuffer(req.body) ? req.body : new Uint8Array(),
    get clientId() {
      if (caller.kind !== 'user') throw problems.notAllowed();
      return caller.clientId;
    },
    cookies: req.cookies ?? {},
    header: (name) => req.get(name),
    context: {
      requestId: res.locals.requestId,
      locale: res.locals.locale,
      ip: req.ip ?? '',
      userAgent: req.headers['user-agent'] ?? '',
    },
    reply: {
      cookie: (name, value, { path, maxAgeSeconds }) =>
        void res.cookie(name, value, {
          path,
          maxAge: maxAgeSeconds * 1_000,
          httpOnly: true,
          sameSite: 'strict',
          secure,
        }),
      clearCookie: (name, path) =>
        void res.clearCookie(name, { path, httpOnly: true, sameSite: 'strict', secure }),
      header: (name, value) => void res.setHeader(name, value),
      bytes: (type, content) => void res.status(200).type(type).send(Buffer.from(content)),
      file: (type, name, source) => pipeline(source, res.status(200).type(type).attachment(name)),
      events: () =>
        deps.streams.open(req, res, async () => Boolean(await deps.auth.callerOf(tokenOf(deps, req)))),
    },
  };
  return request;
}
