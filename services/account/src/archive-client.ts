import type { Tx } from '@kstudio/chassis';
import type { AccountDeps } from './deps.ts';

/** The grace is over: the client is an archive from now on (charter, "How we read it" 6). Repeated, it does nothing. */
export async function archiveClient(deps: AccountDeps, tx: Tx, clientId: string): Promise<void> {
  const archived = await deps.clients.archive(tx, clientId);
  if (archived) tx.audit({ action: 'client-archived', clientId });
}
