import { createHmac } from 'node:crypto';
import { type Build, type Core, createLimiter } from '@kstudio/chassis';
import { answers } from './answers.ts';
import { createClientsStore } from './clients.store.ts';
import type { Config } from './config.ts';
import { createConsents } from './consents.store.ts';
import { consumers } from './consumers.ts';
import { createCounts } from './counts.store.ts';
import { coveredSites } from './covered-sites.ts';
import { createDayKeys } from './day-keys.store.ts';
import type { CollectorDeps } from './deps.ts';
import { openDoors } from './doors.ts';
import { createEvents } from './events.store.ts';
import { createGroupCommit } from './group-commit.ts';
import { createHandOvers } from './hand-overs.store.ts';
import { holdings } from './holdings.ts';
import { jobs } from './jobs.ts';
import { createReadingSites } from './reading-sites.store.ts';
import { routes } from './routes.ts';
import { masterKeys } from './sealing.ts';

/** Somebody who accepts does it once; an office behind one address may do it a hundred times a minute. */
const ACCEPTANCES = { points: 100, seconds: 60 };

/** Analytics-collector: what browsing may leave behind, for a year. */
export const build: Build<'analytics-collector', Config> = (core) => {
  const deps = wire(core);
  return {
    routes: routes(deps),
    consumers: consumers(deps),
    answers: answers(deps),
    jobs: jobs(deps),
    holdings,
    extend: (app) => openDoors(app, deps),
    stop: () => deps.groupCommit.idle(),
  };
};

function wire(core: Core<Config>): CollectorDeps {
  const { transaction, clock, ask, audit, auth, config, log, db, isPurged } = core;
  const keys = masterKeys(config.BROWSING_KEY);
  const events = createEvents(db);
  return {
    ...{ transaction, clock, ask, audit, auth, config, log, keys, events, isPurged },
    sites: coveredSites(config),
    clients: createClientsStore(db),
    counts: createCounts(db),
    consents: createConsents(db),
    readingSites: createReadingSites(db),
    handOvers: createHandOvers(db),
    dayKeys: createDayKeys(db, keys),
    groupCommit: createGroupCommit((rows) => events.insert(rows)),
    acceptances: createLimiter(db, 'acceptances', ACCEPTANCES, (address) =>
      createHmac('sha256', keys.limits).update(address).digest('base64url'),
    ),
    openDays: new Set(),
  };
}
