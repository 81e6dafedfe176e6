import { type CategoryId, categoryIds } from '@kstudio/charter';
import { newId, type ReceivedEvent } from '@kstudio/contracts';
import {
  createAudit,
  createPurge,
  type Holding,
  holding,
  modelOf,
  prepareHoldings,
  purgedClients,
} from '@kstudio/holdings';
import mongoose from 'mongoose';
import { handlersOf } from '../src/handlers.ts';
import { type Jobs, startJobs } from '../src/jobs.ts';
import type { ServiceParts } from '../src/service.ts';
import type { Tx } from '../src/transaction.ts';
import { startGround } from './ground.ts';

type Ground = Awaited<ReturnType<typeof startGround>>;
type Handler = (tx: Tx, event: ReceivedEvent<never>) => Promise<void>;

const holdingOf = (name: string, category: CategoryId, takesAlong?: Holding['takesAlong']) =>
  holding({
    ...{ name, category, takesAlong },
    client: 'clientId',
    schema: new mongoose.Schema({
      _id: { type: String, technical: true },
      clientId: { type: String, required: true, technical: true },
    }),
  });

describe('a purge', () => {
  let ground: Ground;
  let jobs: Jobs;
  let purge: ReturnType<typeof createPurge>;
  let clientId: string;
  /** Runs while the notes of the client are deleted. */
  let meanwhile: () => Promise<unknown>;
  const notes = holdingOf('notes', 'contents', async () => {
    await meanwhile();
    return {};
  });
  const keys = holdingOf('keys', 'access');

  beforeAll(async () => {
    ground = await startGround('purge');
    const { db, clock, log, transaction } = ground;
    await prepareHoldings(db, [notes, keys]);
    purge = createPurge({ service: 'content', db, clock, audit: createAudit(db), holdings: [notes, keys] });
    jobs = startJobs(db, clock, log, transaction, { purge: purge.job });
  });
  beforeEach(async () => {
    clientId = newId();
    meanwhile = async () => undefined;
    for (const its of [notes, keys]) await modelOf(ground.db, its).create([{ _id: newId(), clientId }]);
  });
  afterAll(async () => {
    await jobs?.stop();
    await ground?.remove();
  });

  const order = (categories: readonly CategoryId[]) => {
    const orderId = newId();
    const common = { version: 1, reason: 'term', charterVersion: '1', stage: 'holders' } as const;
    return ground.transaction(async (tx) => {
      const orderedAt = tx.now.toISOString();
      await purge.order(tx, {
        ...common,
        orderId,
        clientId,
        categories: [...categories],
        orderedAt,
      } as never);
      return orderId;
    });
  };
  const answered = (orderId: string) => ground.emitted.filter(({ aggregate }) => aggregate.id === orderId);
  const left = (of: Holding) => ground.db.collection(of.name).countDocuments({ clientId });
  const row = (orderId: string) => ({ _id: `purge:${orderId}` as never });

  it('works outside a transaction, which could not last as long', async () => {
    const orderId = await order(categoryIds);
    meanwhile = () =>
      ground.db.collection('jobs').updateOne(row(orderId), { $set: { seen: true } }, { maxTimeMS: 1_000 });
    await jobs.runDue();
    expect([await left(notes), await left(keys), answered(orderId).length]).toEqual([0, 0, 1]);
  });

  it('lets another purge of the same client come to its end', async () => {
    const [access, whole] = [await order(['access']), await order(categoryIds)];
    const rows = ground.db.collection('jobs');
    await rows.updateOne(row(access), { $set: { leasedUntil: Date.now() + 60_000 } });
    await jobs.runDue();
    expect([answered(whole).length, await rows.countDocuments(row(access))]).toEqual([1, 1]);
    await rows.updateOne(row(access), { $set: { leasedUntil: 0 } });
    await jobs.runDue();
    expect(answered(access)).toHaveLength(1);
  });

  it('is not undone by what is noted while it runs, or after', async () => {
    const audit = createAudit(ground.db);
    const note = () => audit.note({ action: 'planted', clientId, target: 'a' }, ground.clock.now());
    await note();
    meanwhile = note;
    expect(await purgedClients(ground.db)(clientId)).toBe(false);
    const orderId = await order(categoryIds);
    await jobs.runDue();
    expect([answered(orderId).length, await purgedClients(ground.db)(clientId)]).toEqual([1, true]);
    await note();
    const rows = ground.db.collection('audit');
    expect(await rows.countDocuments({ 'details.clientId': clientId })).toBe(0);
    expect(await rows.countDocuments({ 'details.action': 'planted' })).toBe(2);
  });

  it('is not undone by an event that was in hand when it began', async () => {
    const begun = Promise.withResolvers<void>();
    const over = Promise.withResolvers<void>();
    const write = async (tx: Tx) => {
      begun.resolve();
      await over.promise;
      await modelOf<{ _id: string; clientId: string }>(ground.db, notes).create(
        [{ _id: newId(), clientId }],
        { session: tx.session },
      );
    };
    const consumers = {
      'account.subscription-opened.v1': write,
      'account.subscription-ended.v1': write,
      'account.subscription-resumed.v1': write,
      'identity.user-removed.v1': write,
    };
    const table = handlersOf('content', { consumers } as never as ServiceParts<'content'>, {
      auth: { learnKey: async () => undefined, learnRevocation: async () => undefined } as never,
      purge,
    });
    const event = { id: newId(), data: { clientId } } as never as ReceivedEvent<never>;
    const handler = table['account.subscription-opened.v1'] as Handler;
    const late = ground.transaction((tx) => handler(tx, event));
    await begun.promise;
    const orderId = await order(categoryIds);
    await jobs.runDue();
    expect(answered(orderId)).toHaveLength(1);
    over.resolve();
    await late;
    expect(await left(notes)).toBe(0);
  });
});
