import type { CollectorDeps } from './deps.ts';
import { handOverKey } from './prepare-hand-over.ts';

/** The week is over: the file's key is destroyed and its pieces go; the journal stays for the manager to see. */
export async function endHandOver(
  { handOvers, dayKeys, clock }: Pick<CollectorDeps, 'handOvers' | 'dayKeys' | 'clock'>,
  handOverId: string,
): Promise<void> {
  await dayKeys.destroy(handOverKey(handOverId));
  const row = await handOvers.byId(handOverId);
  if (!row || row.state === 'over') return;
  const { clientId } = row;
  await handOvers.update(clientId, handOverId, { state: 'over' });
  await handOvers.note(clientId, handOverId, { at: clock.now(), act: 'over', personId: null });
  await handOvers.dropParts(clientId, handOverId, null);
}
