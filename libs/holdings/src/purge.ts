import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { CategoryId } from '@kstudio/charter';
import {
  type DataOf,
  type EventDraft,
  ownEvent,
  type purgeOrdered,
  type ServiceName,
} from '@kstudio/contracts';
import { type HoldingCount, type Jwk, newSigningKey, signAnswer } from '@kstudio/verify';
import type mongoose from 'mongoose';
import type { Audit } from './audit.ts';
import { countOf, fingerprintOf, type Holding, purgeOf, scanRaw } from './holding.ts';
import type { JobDraft } from './job.ts';
import type { PurgedRow } from './purged.ts';

type Session = mongoose.mongo.ClientSession;
type Order = DataOf<typeof purgeOrdered>;

/** What a purge needs of the transaction it is ordered or ended in. */
interface Tx {
  now: Date;
  schedule(job: JobDraft): void;
  emit(event: EventDraft): void;
}

export interface PurgeDeps {
  service: ServiceName;
  db: mongoose.Connection;
  clock: { now(): Date };
  audit: Audit;
  holdings: readonly Holding[];
}

const JOB = 'purge';

/** What was in hand when the mark was set has written by then: a request takes milliseconds, a batch too. */
const IN_HAND_MS = 1_000;

/** The service that owns the client's record, and with it her manager's address: purged last (charter, point 14). */
const OWNER: ServiceName = 'account';

/**
 * How every service carries out a purge order: count, delete in paced batches, erase audit details, scan raw,
 * sign, answer. The order becomes a job, so that it goes on after a crash.
 */
export function createPurge(deps: PurgeDeps) {
  const { db, holdings } = deps;
  const purged = db.collection<PurgedRow>('purged');

  return {
    /** Takes an order that is meant for this service's stage. Whole clients alone leave a mark against late events. */
    async order(tx: Tx, order: Order): Promise<void> {
      if ((order.stage === 'owner') !== (deps.service === OWNER)) return;
      const counts: Record<string, number> = {};
      for (const of of affected(holdings, order.categories))
        counts[of.name] = await countOf(db, of, order.clientId);
      const data = {
        orderId: order.orderId,
        categories: order.categories.join(' '),
        counts: JSON.stringify(counts),
      };
      tx.schedule({ name: JOB, key: order.orderId, dueAt: tx.now, clientId: order.clientId, data });
    },

    /**
     * Does `work` unless the client is purged. At the end the transaction takes the place of the purge's mark and
     * leaves it: so it conflicts with a purge that began meanwhile, goes again, and then sees the mark.
     */
    async unlessPurged(clientId: string, session: Session, work: () => Promise<void>): Promise<void> {
      const mark = { _id: fingerprintOf(clientId) };
      if (await purged.findOne(mark, { session })) return;
      await work();
      await purged.insertOne({ ...mark, orderId: '' }, { session });
      await purged.deleteOne(mark, { session });
    },

    /** Outside a transaction, which MongoDB would end after a minute; the answer goes out as the job ends. */
    job: {
      work: async (job: JobDraft): Promise<(tx: Tx) => void> => {
        const answer = await carryOut(deps, job);
        return (tx) => tx.emit(ownEvent(deps.service, 'purge-answered')({ ...answer, version: 1 }));
      },
    },

    /** The certificate is there: audit rows that were erased for this order say which one. */
    certified: async (orderId: string, certificateId: string): Promise<void> => {
      await db.collection('audit').updateMany({ erasedBy: orderId }, { $set: { erasedBy: certificateId } });
    },
  };
}
export type Purge = ReturnType<typeof createPurge>;

/** Carries an order out, and signs what was done. Run again after a crash, it goes on. */
async function carryOut(deps: PurgeDeps, job: JobDraft) {
  const { db, holdings, service } = deps;
  const clientId = job.clientId!;
  const orderId = String(job.data!.orderId);
  const categories = String(job.data!.categories).split(' ') as CategoryId[];
  const counts = JSON.parse(String(job.data!.counts)) as Record<string, number>;
  const { gone, scan } = await purgeClient(deps, { orderId, clientId, categories });
  const deleted: HoldingCount[] = holdings
    .filter(({ name }) => name in gone)
    .map(({ name, category }) => ({ name, category, deleted: Math.max(gone[name]!, counts[name] ?? 0) }));
  const clientFingerprint = fingerprintOf(clientId);
  const finishedAt = deps.clock.now().toISOString();
  const { service: _, ...answer } = await signAnswer(
    { service, orderId, clientFingerprint, holdings: deleted, scan, finishedAt },
    await signingKey(db),
  );
  return answer;
}

/**
 * Deletes what an order names of a client from one service's database and says how many rows went, by holding. Of a
 * whole client the marks against late events are left, every trace is forgotten, and a raw scan must find nothing.
 * May be run again.
 */
export async function purgeClient(
  { db, holdings, audit }: Pick<PurgeDeps, 'db' | 'holdings' | 'audit'>,
  { orderId, clientId, categories }: Pick<Order, 'orderId' | 'clientId' | 'categories'>,
) {
  const whole = categories.includes('subscription');
  if (whole) {
    const mark = { _id: fingerprintOf(clientId) };
    await db.collection<PurgedRow>('purged').updateOne(mark, { $set: { orderId } }, { upsert: true });
    await setTimeout(IN_HAND_MS);
  }
  const gone: Record<string, number> = {};
  for (const of of affected(holdings, categories)) {
    gone[of.name] ??= 0;
    for (const [name, count] of Object.entries(await purgeOf(db, of, clientId)))
      gone[name] = (gone[name] ?? 0) + count;
  }
  if (!whole) return { gone, scan: { collections: 0, documents: 0, found: 0 } };
  await forgetTraces({ db, audit }, clientId, orderId);
  const scan = await scanFor({ db, holdings }, clientId);
  if (scan.found > 0) throw new Error('the raw scan still finds the client');
  return { gone, scan };
}

const affected = (holdings: readonly Holding[], categories: readonly string[]) =>
  holdings.filter((of) => of.client !== null && of.category !== 'proof' && categories.includes(of.category));

/** What our libraries wrote about the client: audit details, idempotency results, waiting jobs that are no purges. */
async function forgetTraces(
  { db, audit }: Pick<PurgeDeps, 'db' | 'audit'>,
  clientId: string,
  orderId: string,
) {
  await audit.erase(clientId, orderId);
  await db.collection('jobs').deleteMany({ clientId, name: { $ne: JOB } });
  const answers = db.collection('idempotency');
  for await (const row of answers.find()) {
    if (JSON.stringify(row).includes(clientId)) await answers.deleteOne({ _id: row._id });
  }
}

function scanFor({ db, holdings }: Pick<PurgeDeps, 'db' | 'holdings'>, clientId: string) {
  const proof = holdings.filter((of) => of.category === 'proof').map((of) => of.name);
  return scanRaw(db, clientId, { collections: proof, job: JOB });
}

const signingKeyId = createHash('sha256').update('purge-answers').digest('hex');

/** This service's own Ed25519 key, made once and kept in its own database. */
async function signingKey(db: mongoose.Connection): Promise<Required<Jwk>> {
  const keys = db.collection<{ _id: string; key: Required<Jwk> }>('signing-key');
  await keys.updateOne(
    { _id: signingKeyId },
    { $setOnInsert: { key: await newSigningKey() } },
    { upsert: true },
  );
  return (await keys.findOne({ _id: signingKeyId }))!.key;
}
