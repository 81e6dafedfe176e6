import type { Tx } from '@kstudio/chassis';
import type { CollectorDeps } from './deps.ts';
import type { HandOverRow } from './hand-overs.store.ts';

export const PREPARE = 'prepare-hand-over';

/** The job that prepares one edition of a hand-over. */
export const preparing = (tx: Tx, { _id: handOverId, clientId, edition }: HandOverRow): void =>
  tx.schedule({
    name: PREPARE,
    key: `${handOverId}.${edition}`,
    dueAt: tx.now,
    clientId,
    data: { handOverId, edition },
  });

/**
 * Takes files away, prepared or not, while something of them is erased, and has them made without it. A crash on the
 * way leaves them called back: done again, this goes by what is in preparation, whoever called it back.
 */
export async function prepareWithout(
  { handOvers, transaction }: Pick<CollectorDeps, 'handOvers' | 'transaction'>,
  rows: readonly HandOverRow[],
  erase: () => Promise<void>,
): Promise<void> {
  for (const { _id: handOverId, clientId } of rows) {
    await handOvers.callBack(clientId, handOverId);
    await handOvers.dropParts(clientId, handOverId, null);
  }
  await erase();
  await transaction(async (tx) => {
    for (const row of await handOvers.preparing(tx)) preparing(tx, row);
  });
}
