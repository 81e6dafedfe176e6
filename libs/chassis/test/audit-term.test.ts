import { newId } from '@kstudio/contracts';
import {
  AUDIT_TERM,
  type Audit,
  createAudit,
  endAuditTerm,
  scheduleAuditTerm,
  tellAudit,
} from '@kstudio/holdings';
import { type Jobs, startJobs } from '../src/jobs.ts';
import { startGround } from './ground.ts';

type Ground = Awaited<ReturnType<typeof startGround>>;

describe('the year of an audit', () => {
  let ground: Ground;
  let audit: Audit;
  let jobs: Jobs;
  const clientId = newId();
  const target = newId();
  const wide = { clientId, from: '2020-01-01T00:00:00.000Z', to: '2060-01-01T00:00:00.000Z', after: null };

  const at = (instant: string) => ground.clock.shiftTo(Date.parse(instant) - Date.now());
  const note = (entry: object = {}) =>
    audit.note({ action: 'note-read', clientId, target, ...entry }, ground.clock.now());
  const sealAll = () =>
    ground.transaction(async (tx) => scheduleAuditTerm(tx, (await audit.seal(tx.session))?.times ?? []));
  const told = async () => (await tellAudit({ audit, clock: ground.clock })(wide)).rows;
  const stored = () => ground.db.collection('audit').countDocuments({ details: { $ne: null } });

  beforeAll(async () => {
    ground = await startGround('audit-term');
    audit = createAudit(ground.db);
    const handlers = { [AUDIT_TERM]: endAuditTerm(audit) };
    jobs = startJobs(ground.db, ground.clock, ground.log, ground.transaction, handlers);
    at('2030-03-14T10:00:00Z');
    await note();
    await note({ clientId: newId() });
    at('2030-03-15T10:00:00Z');
    await note({ action: 'note-written', actor: newId() });
    await sealAll();
  });
  afterAll(async () => {
    await jobs?.stop();
    await ground?.remove();
  });

  it('tells what was noted of a client, page by page, and of nobody else', async () => {
    expect(await told()).toMatchObject([
      { action: 'note-read', outcome: 'done', actor: null, target },
      { action: 'note-written', target },
    ]);
    for (let count = 0; count < 320; count += 1) await note({ action: 'many' });
    const ask = tellAudit({ audit, clock: ground.clock });
    const first = await ask(wide);
    expect([first.rows.length, first.next]).toEqual([300, first.rows.at(-1)!.id]);
    const second = await ask({ ...wide, after: first.next });
    expect([second.rows.length, second.next]).toEqual([22, null]);
    const day = { ...wide, from: '2030-03-14T00:00:00.000Z', to: '2030-03-15T00:00:00.000Z' };
    expect((await ask(day)).rows).toHaveLength(1);
  });

  it('ends to the day: the details go, and the chain still verifies', async () => {
    at('2031-03-13T22:59:00Z');
    await jobs.runDue();
    expect(await stored()).toBe(323);
    at('2031-03-13T23:00:01Z');
    expect((await told()).map(({ action }) => action)).not.toContain('note-read');
    await jobs.runDue();
    expect(await stored()).toBe(321);
    expect(await ground.db.collection('audit').countDocuments({ erasedBy: 'term' })).toBe(2);
    expect(await audit.verify()).toMatchObject({ intact: true, sealed: 3 });
  });

  it('ends also for rows that are chained after it was due', async () => {
    at('2032-06-01T00:00:00Z');
    await sealAll();
    await jobs.runDue();
    expect(await stored()).toBe(0);
    expect(await audit.verify()).toMatchObject({ intact: true, sealed: 323 });
  });
});
