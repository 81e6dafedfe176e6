import { eventually } from '../support/eventually.ts';
import type { Guest } from '../support/guest.ts';
import { type Newcomer, signInAgain, subscribeNewcomer } from '../support/newcomer.ts';
import { signInOperator } from '../support/operator.ts';
import { ready } from '../support/ready.ts';
import {
  moreWords,
  type Standing,
  sendBack,
  standingOf,
  type Version,
  versions,
} from './support/charters.ts';
import { clockOf, moveClock } from './support/clock.ts';
import { mailsTo, mailTo } from './support/mail.ts';

/** The subscription manager is told of every substantial change of the charter before it takes effect. */
const system = ready();
const subject = /La charte de K-Studio change/;

describe('7.change-notice', () => {
  let operator: Guest;
  /** Told by mail; by a letter, because her mail came back; by her own reading, though her mail came back. */
  let [told, written, reader]: Newcomer[] = [];
  /** She subscribes after the publication. */
  let later: Newcomer;
  let before: Version;
  let next: Version;

  const publish = (status: number, its: object) =>
    operator.demand<{ version: string; type: string }>(status, 'POST', '/api/charter/charters', {
      words: [],
      termYears: null,
      effectiveOn: today,
      ...its,
    });
  let today: string;
  const parisDay = (instant: string) =>
    new Intl.DateTimeFormat('fr-CA', { timeZone: 'Europe/Paris' }).format(new Date(instant));
  const latest = async () => (await versions(operator))[0]!;
  const again = async (newcomer: Newcomer): Promise<Standing> =>
    standingOf(newcomer, await signInAgain(newcomer));

  beforeAll(async () => {
    operator = await signInOperator(system);
    for (const place of [0, 1, 2]) {
      const newcomer = await subscribeNewcomer(system);
      if (place === 0) told = newcomer;
      if (place === 1) written = newcomer;
      if (place === 2) reader = newcomer;
    }
    today = parisDay((await clockOf(system)).now);
  }, 120_000);

  it('lets nobody declare a longer term minor', async () => {
    before = await latest();
    const refused = await publish(409, { termYears: before.termYears + 1, declared: 'minor' });
    expect(refused.type).toContain('charter-substantial');
    expect(await latest()).toEqual(before);
  });

  it('applies other words at once, to everybody', async () => {
    const more = { fr: `Autrement dit, en ${Date.now()}.`, en: `In other words, in ${Date.now()}.` };
    const its = await moreWords(operator, '3.ownership', more);
    const { version } = await publish(201, { words: [its], declared: 'minor' });
    for (const newcomer of [told!, written!, reader!])
      await eventually(async () => expect(await standingOf(newcomer)).toMatchObject({ version, ahead: [] }));
    const shown = await operator.demand<{ clauses: { text: string }[] }>(200, 'GET', '/api/charter/charter');
    expect(shown.clauses.map((clause) => clause.text)).toContain(its.text.fr);
    before = await latest();
  });

  it('tells every manager of a longer term, what was and what will be, and changes nothing yet', async () => {
    const termYears = before.termYears + 1;
    await publish(201, { termYears, declared: 'substantial' });
    next = await latest();
    expect(next).toMatchObject({ substantial: true, termYears });
    for (const { email } of [told!, written!, reader!]) {
      const { text } = await mailTo(system, email, subject);
      for (const { before: old, after } of next.changes) {
        expect(text).toContain(old!.fr);
        expect(text).toContain(after!.fr);
      }
    }
    for (const newcomer of [told!, written!, reader!])
      expect(await standingOf(newcomer)).toMatchObject({
        version: before.version,
        termYears: before.termYears,
        ahead: [{ version: next.version }],
      });
  }, 60_000);

  it('puts whoever subscribes now under the new version, beside those who live under the old one', async () => {
    later = await eventually(() => subscribeNewcomer(system), 20_000);
    expect(await standingOf(later)).toMatchObject({
      version: next.version,
      termYears: next.termYears,
      ahead: [],
    });
    const keptFor = async ({ guest, clientId }: Newcomer) => {
      const path = `/api/charter/clients/${clientId}/calendar`;
      const rows = await guest.demand<{ category: string; keptFor: string }[]>(200, 'GET', path);
      return rows.find(({ category }) => category === 'contents')?.keptFor;
    };
    expect([await keptFor(told!), await keptFor(later)]).toEqual([
      `P${before.termYears}Y`,
      `P${next.termYears}Y`,
    ]);
    expect(await latest()).toMatchObject({ clients: 1, waiting: expect.any(Number) });
    expect((await mailsTo(system, later.email)).some((mail) => subject.test(mail.subject))).toBe(false);
  }, 60_000);

  it('counts a mail that came back as not told, and shows staff what waits for it', async () => {
    for (const { email } of [written!, reader!])
      await sendBack(system, await mailTo(system, email, subject), email);
    for (const newcomer of [written!, reader!])
      await eventually(async () =>
        expect(await standingOf(newcomer)).toMatchObject({ ahead: [{ toldAt: null, appliesOn: null }] }),
      );
    expect((await undelivered(written!)).map(({ holdsUp }) => holdsUp)).toEqual(['charter']);
    const path = `/api/charter/clients/${reader!.clientId}/charter/${next.version}/reading`;
    await reader!.guest.demand(204, 'POST', path);
    expect(await standingOf(reader!)).toMatchObject({ ahead: [{ read: true }] });
  }, 60_000);

  const undelivered = async ({ clientId }: Newcomer) => {
    const staff = await signInOperator(system);
    const path = '/api/notices/undelivered';
    const rows = await staff.demand<{ id: string; clientId: string; kind: string; holdsUp: string }[]>(
      200,
      'GET',
      path,
    );
    return rows.filter((row) => row.clientId === clientId && row.kind === 'charter-change');
  };

  it('applies a month later to whoever was told, and not a day before', async () => {
    await moveClock(system, { by: 'P28D' });
    expect(await again(told!)).toMatchObject({ version: before.version });
    await moveClock(system, { by: 'P3D' });
    for (const newcomer of [told!, reader!])
      expect(await again(newcomer)).toMatchObject({ version: next.version, ahead: [] });
    expect(await again(written!)).toMatchObject({ version: before.version, ahead: [{ appliesOn: null }] });
  }, 300_000);

  it('keeps what was given under the shorter term no longer than was promised then', async () => {
    expect(await again(told!)).toMatchObject({ version: next.version, termYears: before.termYears });
    expect(await again(later)).toMatchObject({ version: next.version, termYears: next.termYears });
  });

  it('applies to her whose mail came back a month after the registered letter', async () => {
    const [notice] = await undelivered(written!);
    const staff = await signInOperator(system);
    const sentOn = parisDay((await clockOf(system)).now);
    await staff.demand(200, 'POST', `/api/notices/notices/${notice!.id}/letter`, {
      sentOn,
      tracking: '1A 234 567 8901 2',
    });
    await moveClock(system, { by: 'P29D' });
    expect(await again(written!)).toMatchObject({ version: before.version, ahead: [expect.anything()] });
    await moveClock(system, { by: 'P2D' });
    expect(await again(written!)).toMatchObject({ version: next.version, ahead: [] });
  }, 300_000);

  it('shortens a term at once, for everybody', async () => {
    operator = await signInOperator(system);
    today = parisDay((await clockOf(system)).now);
    const { version } = await publish(201, { termYears: before.termYears, declared: 'minor' });
    later = { ...later, guest: await signInAgain(later) };
    await eventually(async () =>
      expect(await standingOf(later)).toMatchObject({ version, termYears: before.termYears }),
    );
  }, 60_000);
});
