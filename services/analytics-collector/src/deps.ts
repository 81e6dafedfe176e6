import type { ClientsStore } from './clients.store.ts';

/** What the collector's use cases are given. */
export interface CollectorDeps {
  clients: ClientsStore;
}
