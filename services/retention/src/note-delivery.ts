import { fingerprintOf, type Tx } from '@kstudio/chassis';
import type { DataOf, noticeAccepted } from '@kstudio/contracts';
import type { RetentionDeps } from './deps.ts';

/** A mail server took charge of a notice. The end-of-term notice opens the gate that the purge waits at. */
export async function noteDelivery(
  { terms, ledger }: RetentionDeps,
  tx: Tx,
  { noticeId, clientId, kind, acceptedAt }: DataOf<typeof noticeAccepted>,
): Promise<void> {
  const known = kind === 'end-of-term' ? await terms.find(clientId, tx) : null;
  if (!known || known.noticeAcceptedAt) return;
  await terms.noticeAccepted(tx, clientId, new Date(acceptedAt));
  await ledger.append(tx, 'notice-accepted', {
    noticeId,
    clientFingerprint: fingerprintOf(clientId),
    acceptedAt,
  });
  if (known.waitingFor === 'notice')
    tx.schedule({ name: 'term-over', key: clientId, dueAt: tx.now, clientId });
}
