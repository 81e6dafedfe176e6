import type { OutputOf, subscriptionState } from '@kstudio/contracts';
import { judgeConfirmation } from './client-life.ts';
import type { ClientRow } from './clients.store.ts';
import type { AccountDeps } from './deps.ts';

/**
 * What this service, the owner, says before a client's data goes. A request that was not confirmed in time is closed
 * before it is said to be so: a confirmation that is under way conflicts with that write, and is refused.
 *
 * @enforces 5.subscription-term
 */
export async function sayState(
  deps: AccountDeps,
  clientId: string,
): Promise<OutputOf<typeof subscriptionState>> {
  const client = await deps.transaction(async (tx) => {
    const known = await deps.clients.find(clientId, tx);
    const mustClose = known && !known.lapsedAt && judgeConfirmation(known, tx.now) === 'expired';
    return mustClose ? deps.clients.lapse(tx, clientId) : known;
  });
  return client ? saidOf(client) : { found: false };
}

const saidOf = ({ state, endedAt, lapsedAt }: ClientRow) => ({
  found: true as const,
  state,
  ...(endedAt && { endedAt: endedAt.toISOString() }),
  ...(state === 'pending' && lapsedAt && { lapsed: true as const }),
});
