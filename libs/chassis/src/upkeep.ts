import { type BusStatus, forgetInbox, type Inbox } from '@kstudio/bus';
import { ownEvent } from '@kstudio/contracts';
import { scheduleAuditTerm } from '@kstudio/holdings';
import { realTime } from './clock.ts';
import type { createMetrics } from './metrics.ts';
import type { Core } from './service.ts';

const SEAL_MS = 1_000;
const TIDY_MS = 60_000;
/** Answers to repeated requests are kept a day. */
const KEEP_ANSWERS_MS = 24 * 3_600_000;
/** Inbox rows outlive the longest delay of a message by far. */
const KEEP_INBOX_MS = 30 * 24 * 3_600_000;

export interface UpkeepDeps
  extends Pick<Core, 'name' | 'db' | 'clock' | 'log' | 'transaction' | 'audit' | 'auth'> {
  inbox: Inbox;
  status(): Promise<BusStatus>;
  metrics: Pick<ReturnType<typeof createMetrics>, 'setBus'>;
}

/** What a replica does by itself: each second it seals the audit, each minute it forgets what is over. */
export function startUpkeep(deps: UpkeepDeps) {
  const { log } = deps;
  const seal = setInterval(
    () => void sealAudit(deps).catch((err) => log.warn({ err }, 'audit not sealed')),
    SEAL_MS,
  );
  const tidy = setInterval(() => void tidyUp(deps).catch((err) => log.warn({ err }, 'not tidied')), TIDY_MS);
  return {
    stop: () => {
      clearInterval(seal);
      clearInterval(tidy);
    },
  };
}

async function sealAudit({ name, audit, transaction }: UpkeepDeps): Promise<void> {
  if (!(await audit.isBehind())) return;
  await transaction(async (tx) => {
    const sealed = await audit.seal(tx.session);
    if (!sealed) return;
    tx.emit(ownEvent(name, 'audit-sealed')({ service: name, version: sealed.seq, head: sealed.head }));
    scheduleAuditTerm(tx, sealed.times);
  });
}

async function tidyUp({ db, clock, auth, inbox, status, metrics }: UpkeepDeps): Promise<void> {
  await auth.forget();
  await forgetInbox(inbox, new Date(realTime.now() - KEEP_INBOX_MS));
  const dayAgo = new Date(clock.now().getTime() - KEEP_ANSWERS_MS);
  await db.collection('idempotency').deleteMany({ at: { $lt: dayAgo } });
  await db.collection('rate-limits').deleteMany({ expire: { $lt: new Date(realTime.now()) } });
  const { outbox, queues } = await status();
  metrics.setBus({ waiting: outbox.waiting, unroutable: outbox.unroutable, ...queues });
}
