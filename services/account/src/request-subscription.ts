import { newId, subscriptionRequested } from '@kstudio/contracts';
import { confirmationEnds } from './client-life.ts';
import type { AccountDeps } from './deps.ts';
import { offerOf } from './offers.ts';
import { problems } from './problems.ts';
import type { SubscriptionRequest } from './subscription-request.ts';

/**
 * Takes a subscription request: what clause 2.subscription allows is kept as a pending client, and the manager is
 * written to. Unconfirmed at `expiresAt`, it dies. Throws offer-unknown, charter-changed, too-many-requests.
 *
 * @enforces 2.subscription
 */
export async function requestSubscription(deps: AccountDeps, request: SubscriptionRequest) {
  if (!offerOf(request.offerId)) throw problems.offerUnknown();
  const shown = await deps.charters.mayBeShown(request.charterVersion, deps.clock.now());
  if (!shown) throw problems.charterChanged();
  await deps.mailLimit.consume(request.manager.email.toLowerCase());
  return deps.transaction(async (tx) => {
    const clientId = newId();
    const expiresAt = confirmationEnds(tx.now);
    const { now: requestedAt } = tx;
    await deps.clients.insert(tx, {
      _id: clientId,
      version: 1,
      state: 'pending',
      ...request,
      requestedAt,
      purgeAt: expiresAt,
    });
    const { charterVersion } = request;
    tx.emit(
      subscriptionRequested({ clientId, version: 1, requestedAt: requestedAt.toISOString(), charterVersion }),
    );
    tx.audit({ action: 'subscription-requested', clientId });
    return { clientId, expiresAt: expiresAt.toISOString() };
  });
}
