export { isDuplicateKey as isDuplicate, point } from '@kstudio/bus';
export {
  type Audit,
  type AuditEntry,
  changeOne,
  countOf,
  exportOf,
  fingerprintOf,
  type Holding,
  holding,
  modelOf,
  prepareHoldings,
  renewValidators,
} from '@kstudio/holdings';
export {
  type Auth,
  accessCookie,
  actorOf,
  type Bilingual,
  type Caller,
  createLimiter,
  type EventStream,
  ISSUER,
  type Limiter,
  type Locale,
  openApiOf,
  Problem,
  problems,
  Role,
  type Route,
  type RouteRequest,
  route,
  type Who,
} from '@kstudio/http';
export { type Clock, createClock, realTime } from './clock.ts';
export { type BaseConfig, baseConfig, loadConfig, secret } from './config.ts';
export type { JobHandler, JobHandlers, JobRow, LongJob } from './jobs.ts';
export { closeServer, type Listening, listen } from './listening.ts';
export type { Log } from './log.ts';
export { type RunningService, runService, startService } from './run.ts';
export type { Ask, AskAll, Build, Core, ServiceAnswers, ServiceEvents, ServiceParts } from './service.ts';
export { standardRoutes } from './standard-routes.ts';
export type { Transaction, Tx } from './transaction.ts';
