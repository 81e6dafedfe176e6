import { newId } from '@kstudio/contracts';
import { eventually } from '../../../tests/support/eventually.ts';
import { type JobHandlers, startJobs } from '../src/jobs.ts';
import { startGround } from './ground.ts';

describe('a long job', () => {
  let ground: Awaited<ReturnType<typeof startGround>>;
  const running: { stop(): Promise<void> }[] = [];
  /** One of two replicas; its lease is a fraction of a second. */
  const replica = (handlers: JobHandlers) => {
    const jobs = startJobs(ground.db, ground.clock, ground.log, ground.transaction, handlers, 300);
    running.push(jobs);
    return jobs;
  };
  const schedule = (key: string) =>
    ground.transaction(async (tx) => tx.schedule({ name: 'long', key, dueAt: tx.now }));
  const rows = () => ground.db.collection<{ _id: string; leasedUntil: number }>('jobs');

  beforeAll(async () => {
    ground = await startGround('jobs');
  });
  afterAll(async () => {
    for (const jobs of running) await jobs.stop();
    await ground?.remove();
  });

  it('is one replica’s alone for as long as it goes on, and ends in one transaction', async () => {
    const key = newId();
    const [begun, over] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let [works, ends] = [0, 0];
    const handlers: JobHandlers = {
      long: {
        work: async () => {
          works += 1;
          begun.resolve();
          await over.promise;
          return () => void (ends += 1);
        },
      },
    };
    const one = replica(handlers);
    const other = replica(handlers);
    await schedule(key);
    const ran = [one.runDue(), other.runDue()];
    await begun.promise;
    const first = (await rows().findOne({ _id: `long:${key}` }))!.leasedUntil;
    await eventually(() => {
      ran.push(other.runDue());
      expect(Date.now()).toBeGreaterThan(first + 600);
    });
    expect(works).toBe(1);
    over.resolve();
    await Promise.all(ran);
    await eventually(async () => expect(await rows().countDocuments({ _id: `long:${key}` })).toBe(0));
    expect([works, ends]).toEqual([1, 1]);
  });
});
