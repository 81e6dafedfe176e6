export { type Auth, accessCookie, actorOf, type Caller, createAuth, ISSUER, Role } from './auth.ts';
export { createEventStreams, type EventStream } from './event-stream.ts';
export { createHttp } from './http.ts';
export { type IdempotencyScope, idempotency } from './idempotency.ts';
export { createLimiter, type Limiter, prepareLimits } from './limiter.ts';
export { openApiOf } from './openapi.ts';
export { type Bilingual, type Locale, Problem, problems } from './problem.ts';
export { type Route, type RouteRequest, route, type Who } from './route.ts';
