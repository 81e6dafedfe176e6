import type { JobRow, Tx } from '@kstudio/chassis';
import type { RetentionDeps } from './deps.ts';

/** The job that a restore leaves behind for the first start after it (deploy/backup). */
export const NOTE_RESTORE = 'note-restore';

/** The ledger says from which moment it goes on, and how many purges were run again: what came in between is not in it. */
export async function noteRestore(
  { ledger, log }: Pick<RetentionDeps, 'ledger' | 'log'>,
  tx: Tx,
  { key: backupTakenAt, data }: JobRow,
): Promise<void> {
  const purgesRunAgain = Number(data?.purges ?? 0);
  log.warn({ backupTakenAt, purgesRunAgain }, 'restored from a backup');
  await ledger.append(tx, 'restored', { backupTakenAt, purgesRunAgain });
}
