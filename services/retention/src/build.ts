import type { Build } from '@kstudio/chassis';
import { thumbprint } from '@kstudio/verify';
import { createClockDoor } from './advance-clock.ts';
import { announceKey } from './announce-key.ts';
import { createAnnouncedKeysStore } from './announced-keys.store.ts';
import { answers } from './answers.ts';
import { createAuditHeadsStore } from './audit-heads.store.ts';
import { createCertificatesStore } from './certificates.store.ts';
import { createChartersStore } from './charters.store.ts';
import { createClockMoves } from './clock-moves.store.ts';
import type { Config } from './config.ts';
import { consumers } from './consumers.ts';
import { createViolations } from './count-violations.ts';
import type { RetentionDeps } from './deps.ts';
import { holdings } from './holdings.ts';
import { jobs } from './jobs.ts';
import { createLedger } from './ledger.store.ts';
import { createOrdersStore } from './orders.store.ts';
import { createPurgeMirror } from './purge-mirror.ts';
import { routes } from './routes.ts';
import { createTermsStore } from './terms.store.ts';

/** Retention: the charter, its terms, the purges and their proof. */
export const build: Build<'retention', Config> = (core) => {
  const { ask, askAll, clock, log, transaction, db, config } = core;
  const privateKey = config.CERTIFICATE_KEY;
  const [terms, auditHeads] = [createTermsStore(db), createAuditHeadsStore(db)];
  const deps: RetentionDeps = {
    ask,
    askAll,
    clock,
    log,
    transaction,
    terms,
    charters: createChartersStore(db),
    orders: createOrdersStore(db),
    ledger: createLedger(db),
    certificates: createCertificatesStore(db),
    purgeMirror: createPurgeMirror(config.PURGE_ORDERS_DIR),
    auditHeads,
    violations: createViolations({ ask, auditHeads, clock, log, terms }),
    announcedKeys: createAnnouncedKeysStore(db),
    clockDoor: createClockDoor({ askAll, clock, log, moves: createClockMoves(db) }),
    proofsFile: config.PROOFS_FILE,
    key: { private: privateKey, fingerprint: thumbprint(privateKey) },
  };
  return {
    routes: routes(deps),
    consumers: consumers(deps),
    answers: answers(deps),
    jobs: jobs(deps),
    holdings,
    start: async () => {
      await deps.ledger.prepare();
      await announceKey(deps);
    },
  };
};
