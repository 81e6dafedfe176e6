import { stateSince } from './client-life.ts';
import type { AccountDeps } from './deps.ts';

/** As many as an operator's page shows at once; the next page starts after its last id. */
const PAGE = 100;

/** The operator's list of clients, oldest first: whose subscription stands where, and no person in it. */
export async function listClients(deps: AccountDeps, after: string | undefined) {
  const page = await deps.clients.page(after, PAGE);
  return page.map((client) => ({
    clientId: client._id,
    companyName: client.company.name,
    state: client.state,
    since: stateSince(client).toISOString(),
  }));
}
