import type { ClauseId } from '@kstudio/charter';
import type { z } from 'zod';
import type { Caller } from './auth.ts';
import type { EventStream } from './event-stream.ts';
import type { Locale } from './problem.ts';

/** Who may call a route. `user` is anyone declared in the space; a manager is the subscription's. */
export type Who = 'anyone' | 'user' | 'author' | 'administrator' | 'manager' | 'support' | 'operator';

export interface CookieOptions {
  path: string;
  maxAgeSeconds: number;
}

export interface Reply {
  cookie(name: string, value: string, options: CookieOptions): void;
  clearCookie(name: string, path: string): void;
  header(name: string, value: string): void;
  /** Answers with these bytes instead of JSON. */
  bytes(type: string, content: Uint8Array): void;
  /** Answers with a file that is made while it is sent; fails with what its source throws. */
  file(type: string, name: string, source: AsyncIterable<Uint8Array>): Promise<void>;
  /** Answers with a stream of events instead of JSON. */
  events(): EventStream;
}

export interface RouteRequest<P, Q, B> {
  params: P;
  query: Q;
  body: B;
  /** The body as it came, where the route takes bytes. */
  bytes: Uint8Array;
  caller: Caller;
  /** The caller's client. Reading it on a route that lets in callers of no client is refused (403). */
  clientId: string;
  cookies: Record<string, string | undefined>;
  /** A header of the request, by its name in lower case. */
  header(name: string): string | undefined;
  context: { requestId: string; locale: Locale; ip: string; userAgent: string };
  reply: Reply;
}

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;

export interface RouteDefinition<P, Q, B, O> {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Below `/api/<service>`; `:clientId` is compared with the caller's client before anything runs. */
  path: string;
  who: Who | readonly Who[];
  clause: ClauseId;
  summary: string;
  /** `bytes` instead of `body`: media types that are taken as they come, up to so many bytes. */
  in?: { params?: P; query?: Q; body?: B; bytes?: { types: readonly string[]; most: number } };
  /** `type` where the handler answers by reply.bytes() or reply.events(), and `body` is null. */
  out: { status: number; body: O; description?: string; type?: string };
  /** False where the answer depends on a cookie, not on who asks what: an Idempotency-Key is not recorded there. */
  idempotent?: false;
  /** At most `points` calls from one address in `seconds` of real time. */
  limit?: { points: number; seconds: number };
  handler: (
    req: RouteRequest<Parsed<P>, Parsed<Q>, Parsed<B>>,
  ) => Promise<O extends z.ZodType ? z.input<O> : void> | (O extends z.ZodType ? z.input<O> : void);
}

/** A route as the HTTP application, the API pages and the tests see it. */
export type Route = RouteDefinition<
  z.ZodObject | undefined,
  z.ZodObject | undefined,
  z.ZodType | undefined,
  z.ZodType | null
>;

/** Declares a route. Without who, clause, what goes in and what comes out it does not compile (invariant 8). */
export function route<
  P extends z.ZodObject | undefined = undefined,
  Q extends z.ZodObject | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  O extends z.ZodType | null = z.ZodType | null,
>(definition: RouteDefinition<P, Q, B, O>): Route {
  return definition as unknown as Route;
}
