import type { Build } from '@kstudio/chassis';
import { answers } from './answers.ts';
import { createClientsStore } from './clients.store.ts';
import type { Config } from './config.ts';
import { consumers } from './consumers.ts';
import type { CollectorDeps } from './deps.ts';
import { holdings } from './holdings.ts';
import { jobs } from './jobs.ts';
import { routes } from './routes.ts';

/** Analytics-collector: what browsing may leave behind, for a year. It knows its clients and collects nothing yet. */
export const build: Build<'analytics-collector', Config> = ({ db }) => {
  const deps: CollectorDeps = { clients: createClientsStore(db) };
  return { routes: routes(deps), consumers: consumers(deps), answers, jobs, holdings };
};
