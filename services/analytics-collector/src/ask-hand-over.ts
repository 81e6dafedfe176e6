import { parisDay } from '@kstudio/charter';
import { actorOf, type Caller, problems as chassisProblems } from '@kstudio/chassis';
import { newId } from '@kstudio/contracts';
import type { CollectorDeps } from './deps.ts';
import type { HandOverRow } from './hand-overs.store.ts';
import { preparing } from './prepare-again.ts';
import { problems } from './problems.ts';
import { firstKeptDay } from './terms.ts';

/**
 * The manager asks for what was collected in her client's space between two days, both included. It is prepared by a
 * job, and she is told. Throws range-outside, hand-over-in-preparation.
 *
 * @enforces 4.browsing-handover
 */
export async function askHandOver(
  deps: CollectorDeps,
  caller: Caller,
  clientId: string,
  { from, to }: { from: string; to: string },
): Promise<HandOverRow> {
  const client = await deps.clients.find(clientId);
  if (!client?.openedAt) throw chassisProblems.unknown();
  const now = deps.clock.now();
  if (from > to || to > parisDay(now) || to < firstKeptDay(now)) throw problems.rangeOutside();
  if (await deps.handOvers.isPreparing(clientId)) throw problems.handOverWaiting();
  const personId = actorOf(caller) ?? null;
  const row: HandOverRow = {
    _id: newId(),
    clientId,
    from,
    to,
    state: 'preparing',
    askedAt: now,
    until: null,
    events: 0,
    written: 0,
    sessions: 0,
    auditRows: 0,
    bytes: 0,
    sha256: null,
    edition: 1,
    run: null,
    journal: [{ at: now, act: 'asked', personId }],
  };
  await deps.transaction(async (tx) => {
    await deps.handOvers.insert(tx, row);
    preparing(tx, row);
    tx.audit({ action: 'hand-over-asked', clientId, actor: personId ?? undefined, target: row._id });
  });
  return row;
}
