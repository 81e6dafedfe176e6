import type { Core } from '@kstudio/chassis';
import type { Jwk } from '@kstudio/verify';
import type { ClockDoor } from './advance-clock.ts';
import type { AnnouncedKeysStore } from './announced-keys.store.ts';
import type { AuditHeadsStore } from './audit-heads.store.ts';
import type { CertificatesStore } from './certificates.store.ts';
import type { ChartersStore } from './charters.store.ts';
import type { Violations } from './count-violations.ts';
import type { LedgerStore } from './ledger.store.ts';
import type { OrdersStore } from './orders.store.ts';
import type { PurgeMirror } from './purge-mirror.ts';
import type { TermsStore } from './terms.store.ts';

/** What retention's use cases are given. */
export interface RetentionDeps extends Pick<Core, 'ask' | 'askAll' | 'clock' | 'log' | 'transaction'> {
  terms: TermsStore;
  charters: ChartersStore;
  orders: OrdersStore;
  ledger: LedgerStore;
  certificates: CertificatesStore;
  purgeMirror: PurgeMirror;
  auditHeads: AuditHeadsStore;
  clockDoor: ClockDoor;
  announcedKeys: AnnouncedKeysStore;
  /** What every service sees of violations at this moment. */
  violations(): Promise<Violations>;
  /** Where what the proofs said on this installation is written, if anywhere. */
  proofsFile: string | undefined;
  /** Signs certificates; its fingerprint is what a client compares with the one she was given. */
  key: { private: Required<Jwk>; fingerprint: Promise<string> };
}
