import type { OutputOf, subscriptionState } from '@kstudio/contracts';
import { judgeConfirmation, stateAt } from './client-life.ts';
import type { ClientRow } from './clients.store.ts';
import type { AccountDeps } from './deps.ts';

/**
 * What this service, the owner, says before a client's data goes. A request that was not confirmed in time, a grace and
 * a term that are over are closed before they are said to be so: a confirmation or a return that is under way conflicts
 * with that write, and is refused.
 *
 * @enforces 5.subscription-term
 */
export async function sayState(
  deps: AccountDeps,
  clientId: string,
): Promise<OutputOf<typeof subscriptionState>> {
  const client = await deps.transaction(async (tx) => {
    const known = await deps.clients.find(clientId, tx);
    if (!known || known.lapsedAt) return known;
    if (judgeConfirmation(known, tx.now) === 'expired') return deps.clients.lapse(tx, clientId);
    if (!known.endedAt) return known;
    const isLate = known.state === 'ending' && stateAt(known, tx.now) === 'archive';
    const ended = isLate ? await deps.clients.archive(tx, clientId) : known;
    const isOver = ended?.purgeAt && ended.purgeAt <= tx.now;
    return isOver ? deps.clients.close(tx, clientId) : ended;
  });
  return client ? saidOf(client) : { found: false };
}

const saidOf = ({ state, endedAt, eraseAt, lapsedAt }: ClientRow) => ({
  found: true as const,
  state,
  ...(endedAt && { endedAt: endedAt.toISOString() }),
  ...(eraseAt && { eraseAt: eraseAt.toISOString() }),
  ...(state === 'pending' && lapsedAt && { lapsed: true as const }),
});
