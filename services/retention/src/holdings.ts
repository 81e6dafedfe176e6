import type { Holding } from '@kstudio/chassis';
import { announcedKeysHolding } from './announced-keys.store.ts';
import { auditHeadsHolding, auditMismatchesHolding } from './audit-heads.store.ts';
import { certificatesHolding } from './certificates.store.ts';
import { chartersHolding } from './charters.store.ts';
import { ledgerHeadHolding, ledgerHolding } from './ledger.store.ts';
import { ordersHolding } from './orders.store.ts';
import { termsHolding } from './terms.store.ts';

/** What retention holds. Only the terms are a client's and are purged; the rest is proof: ids and counts. */
export const holdings: readonly Holding[] = [
  termsHolding,
  chartersHolding,
  ordersHolding,
  ledgerHolding,
  ledgerHeadHolding,
  certificatesHolding,
  auditHeadsHolding,
  auditMismatchesHolding,
  announcedKeysHolding,
];
