import type { Tx } from '@kstudio/chassis';
import { newId, noticeDue } from '@kstudio/contracts';
import type { RetentionDeps } from './deps.ts';
import { goesAt, lifeOf } from './life.ts';

/**
 * Thirty days before the term the manager is told, while her address is still known: what goes, when, and where the
 * certificate can be fetched. The purge waits for this notice to be delivered.
 * @enforces 5.subscription-term
 */
export async function announceEndOfTerm({ terms }: RetentionDeps, tx: Tx, clientId: string): Promise<void> {
  const known = await terms.find(clientId, tx);
  const life = known && lifeOf(known.facts, tx.now);
  if (!known || known.certificateId || !life || !('endedAt' in life)) return;
  const certificateId = newId();
  const version = await terms.announce(tx, clientId, certificateId);
  const purgeOn = goesAt(life.endedAt, known).instant.toISOString();
  tx.emit(
    noticeDue({
      clientId,
      version,
      kind: 'end-of-term',
      dueAt: tx.now.toISOString(),
      purgeOn,
      certificateId,
    }),
  );
}
