import { stateAt, stateSince } from './client-life.ts';
import type { ClientRow } from './clients.store.ts';
import type { AccountDeps } from './deps.ts';

/** As many as an operator's page shows at once; the next page starts after its last id. */
const PAGE = 100;

/**
 * The operator's list of clients, oldest first: whose subscription stands where, and no person in it. An archive is
 * out of every list: its row has no name, because two people and a reason stand before each reading of it (charter,
 * "How we read it" 6).
 */
export async function listClients(deps: AccountDeps, after: string | undefined) {
  const now = deps.clock.now();
  const page = await deps.clients.page(after, PAGE);
  return page.map((client) => rowOf({ ...client, state: stateAt(client, now) }));
}

const rowOf = (client: ClientRow) => ({
  clientId: client._id,
  companyName: client.state === 'archive' ? null : client.company.name,
  state: client.state,
  since: stateSince(client).toISOString(),
});
