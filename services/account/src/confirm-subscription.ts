import type { Tx } from '@kstudio/chassis';
import { subscriptionOpened } from '@kstudio/contracts';
import { judgeConfirmation } from './client-life.ts';
import type { ClientRow } from './clients.store.ts';
import type { AccountDeps } from './deps.ts';
import { hashOf } from './links.ts';
import { problems } from './problems.ts';

/**
 * Opens the subscription that a confirmation link names, and gives the ticket of the first sign-in. Repeated, it
 * gives the same answer until the ticket was used. Throws confirmation-unknown, -expired, -used,
 * invitation-expired, subscription-ended.
 */
export async function confirmSubscription(deps: AccountDeps, token: string) {
  const link = deps.links.readConfirmationToken(token);
  if (!link) throw problems.confirmationUnknown();
  const certificateKey = await deps.certificateKeys.latest();
  const { alreadyConfirmed } = await deps.transaction(async (tx) => {
    const client = await deps.clients.find(link.clientId, tx);
    if (!client)
      throw tx.now < link.expiresAt ? problems.confirmationUnknown() : problems.confirmationExpired();
    const isOpen = mayGoOn(client, tx.now);
    if (!isOpen) await open(deps, tx, client._id, certificateKey);
    return { alreadyConfirmed: isOpen };
  });
  const client = await deps.clients.find(link.clientId);
  if (!client?.openedAt) throw problems.confirmationUnknown();
  return {
    clientId: client._id,
    ticket: deps.links.ticket(client._id, client.openedAt),
    companyName: client.company.name,
    alreadyConfirmed,
  };
}

/** Whether the subscription is open already; throws what to do where the link is good for nothing any more. */
function mayGoOn(client: ClientRow, now: Date): boolean {
  const verdict = judgeConfirmation(client, now);
  switch (verdict) {
    case 'open':
      return false;
    case 'again':
      return true;
    case 'expired':
      throw problems.confirmationExpired();
    case 'used':
      throw problems.confirmationUsed();
    case 'ticket-expired':
      throw problems.ticketExpired();
    case 'over':
      throw problems.subscriptionOver();
    default:
      return verdict satisfies never;
  }
}

async function open(
  deps: AccountDeps,
  tx: Tx,
  clientId: string,
  certificateKey: string | null,
): Promise<void> {
  const opened = await deps.clients.open(tx, clientId, certificateKey);
  if (!opened) throw problems.confirmationUnknown();
  const { version, charterVersion } = opened;
  const ticketHash = hashOf(deps.links.ticket(clientId, tx.now));
  tx.emit(
    subscriptionOpened({ clientId, version, openedAt: tx.now.toISOString(), charterVersion, ticketHash }),
  );
  tx.audit({ action: 'subscription-confirmed', clientId });
}
