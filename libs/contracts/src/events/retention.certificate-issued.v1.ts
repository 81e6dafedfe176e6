import { defineEvent } from '../define.ts';
import { CertificateId, OrderId, Sha256 } from '../kinds.ts';

/** The purge is certified; audit details about its client may now be erased, naming this certificate. */
export const certificateIssued = defineEvent(
  'retention.certificate-issued',
  1,
  { orderId: OrderId, certificateId: CertificateId, fingerprint: Sha256 },
  { aggregate: 'orderId' },
);
