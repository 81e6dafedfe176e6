import type { OutputOf, recipient } from '@kstudio/contracts';
import type { ClientRow } from './clients.store.ts';
import type { AccountDeps } from './deps.ts';

/** The new or the old address of a change, with the secret of its link: told to notifier alone, and kept nowhere. */
export async function reachAddress(
  { addressChanges, addressTokens }: AccountDeps,
  client: ClientRow,
  kind: 'new-address' | 'old-address',
  changeId: string | undefined,
): Promise<OutputOf<typeof recipient>> {
  const change = changeId ? await addressChanges.find(changeId) : null;
  const [state, link] = kind === 'new-address' ? (['waiting', 'make'] as const) : (['made', 'undo'] as const);
  if (!change || change.clientId !== client._id || change.state !== state) return { found: false };
  const contact = change.path === 'manager.email' ? client.manager : client.billing;
  return {
    found: true,
    name: contact.name,
    email: kind === 'new-address' ? change.to : change.from,
    companyName: client.company.name,
    locale: client.locale,
    addressToken: addressTokens.token(link, change._id),
  };
}
