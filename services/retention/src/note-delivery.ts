import { fingerprintOf, type Tx } from '@kstudio/chassis';
import type { RetentionDeps } from './deps.ts';

/** How a notice was told: a mail server took charge of it, or a registered letter did (charter, "How we read it" 11). */
export interface Told {
  by: 'notice-accepted' | 'notice-told-by-letter';
  noticeId: string;
  clientId: string;
  kind: string;
  at: string;
  certificateId: string | null;
}

/**
 * A notice was told. The end-of-term notice opens the gate that the purge waits at: that purge's own,
 * and not the one of an end, or an erasure, that was taken back meanwhile.
 */
export async function noteDelivery(
  { terms, ledger }: Pick<RetentionDeps, 'terms' | 'ledger'>,
  tx: Tx,
  { by, noticeId, clientId, kind, at, certificateId }: Told,
): Promise<void> {
  const known = kind === 'end-of-term' ? await terms.find(clientId, tx) : null;
  if (!known || known.noticeAcceptedAt) return;
  if (certificateId && certificateId !== known.certificateId) return;
  await terms.noticeAccepted(tx, clientId, new Date(at));
  const clientFingerprint = fingerprintOf(clientId);
  const when = by === 'notice-accepted' ? { acceptedAt: at } : { toldAt: at };
  await ledger.append(tx, by, { noticeId, clientFingerprint, ...when });
  if (known.waitingFor === 'notice')
    tx.schedule({ name: 'term-over', key: clientId, dueAt: tx.now, clientId });
}
