import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { z } from 'zod';
import { actorOf, type Caller } from './auth.ts';
import { problems } from './problem.ts';
import type { Route } from './route.ts';

export interface IdempotencyScope {
  id: string;
  bodyHash: string;
  /** How many transactions the request has begun: each is recorded under its own number. */
  begun: number;
}

/** Set around a request that carries an Idempotency-Key; each of its transactions records its result under it. */
export const idempotency = new AsyncLocalStorage<IdempotencyScope>();

const Key = z.string().regex(/^[\x21-\x7e]{8,128}$/);

/**
 * Binds an Idempotency-Key to caller, route and body. The body's hash is salted by the key, which is not stored: a
 * body may hold a password. The first transaction of the handler records it.
 */
export function withIdempotency<T>(
  req: Request,
  caller: Caller,
  route: Route,
  run: () => T | Promise<T>,
): Promise<T> | T {
  const given = req.headers['idempotency-key'];
  if (given === undefined || req.method === 'GET' || route.idempotent === false) return run();
  const key = Key.safeParse(given);
  if (!key.success) throw problems.invalid([{ path: 'Idempotency-Key', message: '8–128' }]);
  const hash = (...parts: string[]) => createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
  const id = hash(actorOf(caller) ?? '', route.method, req.originalUrl, key.data);
  return idempotency.run({ id, bodyHash: hash(key.data, JSON.stringify(req.body ?? null)), begun: 0 }, run);
}
