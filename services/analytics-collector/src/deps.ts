import type { Core, Limiter } from '@kstudio/chassis';
import type { ClientsStore } from './clients.store.ts';
import type { Config } from './config.ts';
import type { Consents } from './consents.store.ts';
import type { Counts } from './counts.store.ts';
import type { Site } from './covered-sites.ts';
import type { DayKeys } from './day-keys.store.ts';
import type { Events } from './events.store.ts';
import type { GroupCommit } from './group-commit.ts';
import type { HandOvers } from './hand-overs.store.ts';
import type { ReadingSites } from './reading-sites.store.ts';
import type { MasterKeys } from './sealing.ts';

/** What the collector's use cases are given. */
export interface CollectorDeps
  extends Pick<
    Core<Config>,
    'transaction' | 'clock' | 'ask' | 'audit' | 'auth' | 'config' | 'log' | 'isPurged'
  > {
  sites: ReadonlyMap<string, Site>;
  keys: MasterKeys;
  clients: ClientsStore;
  events: Events;
  counts: Counts;
  consents: Consents;
  readingSites: ReadingSites;
  handOvers: HandOvers;
  dayKeys: DayKeys;
  groupCommit: GroupCommit;
  /** Acceptances from one address, by a keyed hash of it. */
  acceptances: Limiter;
  /** Days that this process has opened: each has its key and the job that ends it. */
  openDays: Set<string>;
}
