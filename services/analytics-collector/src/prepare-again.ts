import type { Tx } from '@kstudio/chassis';
import type { CollectorDeps } from './deps.ts';
import type { HandOverRow } from './hand-overs.store.ts';

export const PREPARE = 'prepare-hand-over';

/** The job that prepares one edition of a hand-over. */
export const preparing = (tx: Tx, clientId: string, handOverId: string, edition: number): void =>
  tx.schedule({
    name: PREPARE,
    key: `${handOverId}.${edition}`,
    dueAt: tx.now,
    clientId,
    data: { handOverId, edition },
  });

/** Takes files away at once, prepared or not, and has them made without what has gone meanwhile. */
export async function prepareAgain(
  { handOvers, transaction }: Pick<CollectorDeps, 'handOvers' | 'transaction'>,
  rows: readonly HandOverRow[],
): Promise<void> {
  for (const { _id: handOverId, clientId } of rows) {
    const edition = await handOvers.callBack(clientId, handOverId);
    if (edition === null) continue;
    await transaction(async (tx) => preparing(tx, clientId, handOverId, edition));
    await handOvers.dropParts(clientId, handOverId, null);
  }
}
