import type { Questions } from '@kstudio/bus';
import type { Answers, EventHandlers, ServiceName } from '@kstudio/contracts';
import type { Audit, Holding } from '@kstudio/holdings';
import type { Auth, Route } from '@kstudio/http';
import type { Express } from 'express';
import type mongoose from 'mongoose';
import type { Clock } from './clock.ts';
import type { BaseConfig } from './config.ts';
import type { JobHandlers } from './jobs.ts';
import type { Log } from './log.ts';
import type { Transaction, Tx } from './transaction.ts';

/** Asks another service over the bus; throws QuestionUnanswered after the deadline (2 s unless said). */
export type Ask = Questions['ask'];

/** Asks every replica of every service; answers gathered until `deadlineMs`, or until `enough` says so. */
export type AskAll = Questions['askAll'];

/** What a service stands on. */
export interface Core<C extends BaseConfig = BaseConfig> {
  name: ServiceName;
  config: C;
  clock: Clock;
  log: Log;
  db: mongoose.Connection;
  transaction: Transaction;
  ask: Ask;
  askAll: AskAll;
  audit: Audit;
  /** Whether nothing of this client may be written any more. */
  isPurged(clientId: string): Promise<boolean>;
  auth: Auth;
}

/** Events that the chassis handles alike in every service: keys, revocations, purges. */
type ChassisEvents =
  | 'identity.signing-key-announced.v1'
  | 'identity.session-revoked.v1'
  | 'retention.purge-ordered.v1'
  | 'retention.certificate-issued.v1';

/** The service's own event table: exactly what the catalogue gives it, without what the chassis handles. */
export type ServiceEvents<S extends ServiceName> = Omit<EventHandlers<S, Tx>, ChassisEvents>;

/** The service's own answers: what the catalogue gives it, without what the chassis answers alike in every service. */
export type ServiceAnswers<S extends ServiceName> = Omit<Answers<S>, `${ServiceName}.audit-page.v1`>;

/** What a service is made of; its `build.ts` returns this. */
export interface ServiceParts<S extends ServiceName> {
  routes: readonly Route[];
  consumers: ServiceEvents<S>;
  answers: ServiceAnswers<S>;
  jobs: JobHandlers;
  holdings: readonly Holding[];
  /** Doors that are not routes of the API: the reading sites' origin, the beacon. Mounted before the routes. */
  extend?(app: Express): void;
  /** Runs once when database, bus and clock are there, before the service is ready. */
  start?(): Promise<void>;
  stop?(): Promise<void>;
}

export type Build<S extends ServiceName, C extends BaseConfig> = (core: Core<C>) => ServiceParts<S>;
