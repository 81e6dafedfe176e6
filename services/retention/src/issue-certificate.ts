import { endOfTerm } from '@kstudio/charter';
import type { Tx } from '@kstudio/chassis';
import { certificateIssued } from '@kstudio/contracts';
import { type CertificateStatement, canonicalize, sha256, signCertificate } from '@kstudio/verify';
import type { RetentionDeps } from './deps.ts';
import type { Order } from './orders.store.ts';

/** The job that takes the client's id out of an order. */
export const FORGET_CLIENT = 'forget-client';
/** The certificate can be fetched this long (charter.md, "How we read it" 14). */
export const fetchable = 'P1Y';
/**
 * Backups are kept at most this long; so is what the journals of database and broker, the database's free pages and its
 * log may still hold, and so is the client's id in its order: a purge may have to be done again after a restore.
 */
const residueLife = 'P30D';

/**
 * Signs that the purge is done: what each service deleted, that nothing was found left, on whose word it was ordered,
 * and what only time erases. It names the client by fingerprint alone.
 * @enforces 5.subscription-term
 */
export async function issueCertificate(deps: RetentionDeps, tx: Tx, order: Order): Promise<void> {
  const statement = statementOf(order, tx.now);
  const place = await deps.ledger.takePlace(tx);
  const certificate = await signCertificate(statement, place, deps.key.private);
  await deps.ledger.write(tx, place, certificate.ledger.hash, 'certified', statement);
  await deps.certificates.keep(tx, certificate, endOfTerm(tx.now, fetchable).instant);
  const { orderId, version } = await deps.orders.enter(tx, order.orderId, 'certified');
  const fingerprint = await sha256(canonicalize(certificate));
  tx.schedule({ name: FORGET_CLIENT, key: orderId, dueAt: endOfTerm(tx.now, residueLife).instant });
  tx.emit(certificateIssued({ orderId, certificateId: order.certificateId, fingerprint, version }));
}

/** What the certificate states, before it is chained and signed. Pure. */
export function statementOf(order: Order, now: Date): CertificateStatement {
  const { orderId, certificateId, clientFingerprint, reason, categories, charterVersion, ownerAnswer } =
    order;
  const { day } = endOfTerm(now, residueLife);
  return {
    type: 'kstudio-purge-certificate',
    version: 1,
    certificateId,
    orderId,
    clientFingerprint,
    reason,
    categories: [...categories],
    charterVersion,
    orderedAt: order.orderedAt.toISOString(),
    issuedAt: now.toISOString(),
    ownerAnswer: { state: ownerAnswer.state, endedAt: ownerAnswer.endedAt },
    answers: order.answers.map(({ service, holdings, scan, finishedAt, publicKey, signature }) => ({
      service,
      holdings: holdings.map(({ name, category, deleted }) => ({ name, category, deleted })),
      scan: { collections: scan.collections, documents: scan.documents, found: scan.found },
      finishedAt,
      publicKey: { kty: publicKey.kty, crv: publicKey.crv, x: publicKey.x },
      signature,
    })),
    residues: [
      { what: 'backups', lastDate: day },
      { what: 'database-journal', lastDate: day },
      { what: 'database-free-pages', lastDate: day },
      { what: 'database-log', lastDate: day },
      { what: 'message-journal', lastDate: day },
      { what: 'purge-order', lastDate: day },
    ],
  };
}

/** No backup from before the purge is left: the order and its copy forget whom they were about. */
export async function forgetClient(
  { orders, purgeMirror }: Pick<RetentionDeps, 'orders' | 'purgeMirror'>,
  tx: Tx,
  orderId: string,
): Promise<void> {
  await orders.forgetClient(tx, orderId);
  await purgeMirror.forget(orderId);
}
