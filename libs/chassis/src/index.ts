export { point } from '@kstudio/bus';
export type { Audit, AuditEntry } from './audit.ts';
export { type Auth, accessCookie, actorOf, type Caller, ISSUER, Role } from './auth.ts';
export { type Clock, createClock, realTime } from './clock.ts';
export { type BaseConfig, baseConfig, loadConfig, secret } from './config.ts';
export {
  countOf,
  exportOf,
  fingerprintOf,
  type Holding,
  holding,
  modelOf,
  prepareHoldings,
  renewValidators,
} from './holding.ts';
export type { JobDraft, JobHandler, JobHandlers, JobRow } from './jobs.ts';
export { createLimiter, type Limiter } from './limiter.ts';
export type { Log } from './log.ts';
export { openApiOf } from './openapi.ts';
export { ownCollections } from './own-collections.ts';
export { type Bilingual, type Locale, Problem, problems } from './problem.ts';
export { type Route, type RouteRequest, route, type Who } from './route.ts';
export { type RunningService, runService, startService } from './run.ts';
export type { Ask, AskAll, Build, Core, ServiceEvents, ServiceParts } from './service.ts';
export { standardRoutes } from './standard-routes.ts';
export { isDuplicate, type Transaction, type Tx } from './transaction.ts';
