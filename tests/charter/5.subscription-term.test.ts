import { newSigningKey, signCertificate } from '@kstudio/verify';
import { eventually } from '../support/eventually.ts';
import { Guest } from '../support/guest.ts';
import {
  mailedToken,
  type Newcomer,
  type Requester,
  requestSubscription,
  signInAgain,
  subscribeNewcomer,
} from '../support/newcomer.ts';
import { signInOperator } from '../support/operator.ts';
import { ready } from '../support/ready.ts';
import { deletedBy, fetchCertificate, verifyOffline } from './support/certificate.ts';
import { clockOf, moveClock } from './support/clock.ts';
import { closeMailbox, mailsTo, mailTo } from './support/mail.ts';
import { whatIsKnownOf } from './support/purges.ts';
import { scanFor } from './support/scan.ts';

/**
 * Users, administrator, billing and contents are kept for the whole subscription and five years after it ends. Then
 * they are gone, and a certificate proves it. A request that nobody confirmed is gone after seven days.
 */
const services = ['account', 'identity', 'content', 'analytics-collector', 'retention', 'notifier'];
const system = ready();

/** What goes when, as the manager's calendar page says it. */
const calendarOf = (guest: Guest, clientId: string) =>
  guest.demand<{ category: string; goesOn: string | null; startsAt: string | null; ifEndedNow: boolean }[]>(
    200,
    'GET',
    `/api/charter/clients/${clientId}/calendar`,
  );

describe('5.subscription-term: a request that nobody confirmed', () => {
  let requester: Requester;
  let token: string;
  beforeAll(async () => {
    requester = await requestSubscription(system);
    token = await mailedToken(system, requester.email);
    await moveClock(system, { by: 'P6D' });
  }, 400_000);

  it('is still there on the sixth day', async () => {
    const { state, purges } = await whatIsKnownOf(system, requester.clientId);
    expect({ state, purges }).toEqual({ state: 'pending', purges: [] });
  });

  it('is gone from every service after eight days, with a certificate that each of them signed', async () => {
    await moveClock(system, { by: 'P2D' });
    const { state, purges } = await whatIsKnownOf(system, requester.clientId);
    expect(state).toBeNull();
    expect(purges).toMatchObject([{ reason: 'unconfirmed', stage: 'certified' }]);
    const { certificate } = await fetchCertificate(system, purges[0]!.certificateId);
    expect(certificate!.answers.map(({ service }) => service).sort()).toEqual([...services].sort());
    for (const { scan } of certificate!.answers) expect(scan.found).toBe(0);
    for (const holder of ['account', 'notifier', 'retention']) {
      expect([holder, deletedBy(certificate!, holder)]).toEqual([holder, 1]);
    }
  }, 400_000);

  it('cannot be confirmed any more', async () => {
    const answer = await requester.guest.ask('POST', '/api/account/confirmations', { token });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });
});

describe('5.subscription-term: a subscription', () => {
  let newcomer: Newcomer;
  /** Given at subscription, on the account page and by mail: what the certificate will be checked by. */
  let fingerprint: string;
  let certificateId: string;
  let lastDay: string;
  /** Another client whose manager can be reached by no mail any more: she is told by registered letter. */
  let unreachable: Newcomer;

  beforeAll(async () => {
    [newcomer, unreachable] = await Promise.all([subscribeNewcomer(system), subscribeNewcomer(system)]);
    const account = await newcomer.guest.demand<{ certificateFingerprint: string }>(
      200,
      'GET',
      `/api/account/clients/${newcomer.clientId}`,
    );
    fingerprint = account.certificateFingerprint;
  }, 120_000);

  it('is told at its opening the fingerprint that its certificate will be checked by', async () => {
    expect(fingerprint).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const welcome = await mailTo(system, newcomer.email, /ouvert/);
    expect(welcome.text).toContain(fingerprint);
  });

  it('is kept as long as it runs, for however many years', async () => {
    await moveClock(system, { by: 'P6Y' });
    const { state, purges } = await whatIsKnownOf(system, newcomer.clientId);
    expect({ state, purges }).toEqual({ state: 'active', purges: [] });
    const guest = await signInAgain(newcomer);
    const account = await guest.demand<object>(200, 'GET', `/api/account/clients/${newcomer.clientId}`);
    for (const text of Object.values(newcomer.given)) expect(JSON.stringify(account)).toContain(text);
  }, 400_000);

  it('has, once ended, a day five years on in its calendar', async () => {
    const guest = await signInAgain(newcomer);
    const path = `/api/account/clients/${newcomer.clientId}/end`;
    const { endedAt } = await guest.demand<{ endedAt: string }>(200, 'POST', path, {});
    await eventually(async () => {
      const calendar = await calendarOf(guest, newcomer.clientId);
      const row = calendar.find(({ category }) => category === 'contents')!;
      expect(row).toMatchObject({ startsAt: endedAt, ifEndedNow: false });
      lastDay = row.goesOn!;
    });
    const [year, ...rest] = parisDay(endedAt).split('-');
    expect(lastDay).toBe([Number(year) + 5, ...rest].join('-'));
    expect((await mailTo(system, newcomer.email, /terminé/)).text).toContain('cinq ans');
    const other = await signInAgain(unreachable);
    await other.demand(200, 'POST', `/api/account/clients/${unreachable.clientId}/end`, {});
    await mailTo(system, unreachable.email, /terminé/);
    await closeMailbox(system, unreachable.email);
  });

  it('stays readable through its grace, and lets nobody in after', async () => {
    await moveClock(system, { by: 'P29D' });
    const guest = await signInAgain(newcomer);
    const contents = await guest.demand<object[]>(200, 'GET', '/api/content/contents');
    expect(contents.length).toBeGreaterThanOrEqual(4);
    await moveClock(system, { by: 'P2D' });
    const { email, password } = newcomer;
    const answer = await guest.ask('POST', '/api/identity/sessions', { email, password });
    expect(answer.status).toBe(401);
  }, 400_000);

  it('is all there one day before the term, and its manager has been told', async () => {
    await moveClock(system, { to: noonOf(lastDay, -1) });
    const { state, purges } = await whatIsKnownOf(system, newcomer.clientId);
    expect(state).toBe('archive');
    expect(purges).toMatchObject([{ categories: ['access'], stage: 'certified' }]);
    const notice = await mailTo(system, newcomer.email, /seront effacées/);
    certificateId = /\/api\/charter\/certificates\/([0-9a-f-]{36})/.exec(notice.text)![1]!;
    expect((await fetchCertificate(system, certificateId)).status).toBe(404);
  }, 400_000);

  it('is gone from every service the day after, and was there until then', async () => {
    await moveClock(system, { to: noonOf(lastDay, 0) });
    const { state, purges, ledger } = await whatIsKnownOf(system, newcomer.clientId);
    expect(state).toBeNull();
    expect(purges).toContainEqual(
      expect.objectContaining({ reason: 'term', stage: 'certified', certificateId }),
    );
    expect(ledger.intact).toBe(true);
    const { certificate } = await fetchCertificate(system, certificateId);
    expect(certificate!.answers.map(({ service }) => service).sort()).toEqual([...services].sort());
    for (const { service, scan } of certificate!.answers) {
      expect([service, scan.found]).toEqual([service, 0]);
      expect([service, deletedBy(certificate!, service) > 0]).toEqual([service, true]);
    }
    // What an auditor could still read of her: nothing that she gave.
    for (const text of Object.values(newcomer.given)) expect(JSON.stringify(certificate)).not.toContain(text);
    expect(JSON.stringify(certificate)).not.toContain(newcomer.clientId);
  }, 400_000);

  it('is found nowhere in all that the system keeps, but where the certificate says until when', async () => {
    const { certificate } = await fetchCertificate(system, certificateId);
    const named = (certificate as unknown as { residues: { what: string; lastDate: string }[] }).residues;
    const { found, looked } = scanFor(system, [newcomer.clientId, ...Object.values(newcomer.given)]);
    expect(looked.documents).toBeGreaterThan(100);
    for (const { place, text } of found) {
      const residue = residueOf(place);
      expect([place, named.map(({ what }) => what)]).toEqual([place, expect.arrayContaining([residue])]);
      // What is not the database's own journal holds an id, and nothing that she gave.
      if (residue !== 'database-journal') expect([place, text]).toEqual([place, newcomer.clientId]);
    }
  }, 120_000);

  it('stays where its last notice did not arrive, until the registered letter is recorded that told it', async () => {
    const { clientId } = unreachable;
    const waiting = await whatIsKnownOf(system, clientId);
    expect(waiting.state).toBe('archive');
    const operator = await signInOperator(system);
    const missed = await operator.demand<{ id: string; clientId: string; holdsUp: string | null }[]>(
      200,
      'GET',
      '/api/notices/undelivered',
    );
    const notice = missed.find((its) => its.clientId === clientId)!;
    expect(notice.holdsUp).toBe('purge');
    const sentOn = parisDay((await clockOf(system)).now);
    const letter = { sentOn, tracking: '1A 234 567 8901 2' };
    await operator.demand(200, 'POST', `/api/notices/notices/${notice.id}/letter`, letter);
    await eventually(async () => {
      const { state, purges } = await whatIsKnownOf(system, clientId);
      expect(state).toBeNull();
      expect(purges).toContainEqual(expect.objectContaining({ reason: 'term', stage: 'certified' }));
    }, 30_000);
  }, 60_000);

  it('leaves a certificate that one file verifies offline, by the fingerprint given at subscription', async () => {
    const { certificate } = await fetchCertificate(system, certificateId);
    expect(verifyOffline(certificate!, fingerprint)).toMatchObject({ holds: true });
  });

  it('has an altered certificate refused, and one that another key signed', async () => {
    const { certificate } = await fetchCertificate(system, certificateId);
    const altered = structuredClone(certificate!);
    altered.answers[0]!.holdings[0]!.deleted += 1;
    expect(verifyOffline(altered, fingerprint)).toMatchObject({ holds: false });
    const {
      ledger,
      key: _,
      signature: __,
      ...statement
    } = certificate as never as Parameters<typeof signCertificate>[0] & {
      ledger: { seq: number; previousHash: string };
      key: object;
      signature: string;
    };
    const place = { seq: ledger.seq, previousHash: ledger.previousHash };
    const forged = await signCertificate(statement, place, await newSigningKey());
    expect(verifyOffline(forged, fingerprint)).toMatchObject({ holds: false });
    expect(verifyOffline(certificate!, 'A'.repeat(43))).toMatchObject({ holds: false });
  });

  it('gets no mail after its last notice: nobody knows the address any more', async () => {
    const mails = await mailsTo(system, newcomer.email);
    expect(mails.map(({ subject }) => subject)).toHaveLength(4);
  });

  it('can have its certificate fetched for a year, and not longer', async () => {
    await moveClock(system, { by: 'P364D' });
    expect((await fetchCertificate(system, certificateId)).status).toBe(200);
    const { found } = scanFor(system, [newcomer.clientId]);
    expect(found.map(({ place }) => residueOf(place))).not.toContain('purge-order');
    await moveClock(system, { by: 'P2D' });
    expect((await fetchCertificate(system, certificateId)).status).toBe(404);
  }, 400_000);
});

describe('5.subscription-term: a client who comes back', () => {
  let her: Newcomer;
  let contents: { contentId: string; title: string }[];
  beforeAll(async () => {
    her = await subscribeNewcomer(system);
    contents = await contentsOf(her.guest);
  }, 120_000);

  const contentsOf = (guest: Guest) =>
    guest.demand<{ contentId: string; title: string }[]>(200, 'GET', '/api/content/contents');
  const end = (guest: Guest) => guest.demand(200, 'POST', `/api/account/clients/${her.clientId}/end`, {});
  const doorToken = async (nth: number) =>
    eventually(async () => {
      const mails = (await mailsTo(system, her.email)).filter(({ subject }) =>
        /Votre lien vers/.test(subject),
      );
      const token = /\/archive#token=([\w.-]+)/.exec(mails[nth]?.text ?? '')?.[1];
      if (!token) throw new Error('no link yet');
      return token;
    }, 20_000);

  it('takes the end back with a click while the grace runs', async () => {
    await end(her.guest);
    await mailTo(system, her.email, /terminé/);
    // Everything is read, and nothing is written any more, until she comes back.
    const writing = () => her.guest.ask('POST', '/api/content/contents', { title: 'Après la fin' });
    await eventually(async () => expect((await writing()).text).toContain('space-ending'));
    expect(await contentsOf(her.guest)).toEqual(contents);
    await her.guest.demand(204, 'POST', `/api/account/clients/${her.clientId}/resumption`);
    await mailTo(system, her.email, /reprend/);
    await eventually(async () => {
      const calendar = await calendarOf(her.guest, her.clientId);
      expect(calendar.find(({ category }) => category === 'contents')).toMatchObject({ ifEndedNow: true });
    });
    await moveClock(system, { by: 'P40D' });
    expect(await contentsOf(await eventually(() => signInAgain(her), 20_000))).toEqual(contents);
  }, 300_000);

  it('comes back as an archive through the link mailed to the subscription’s address, and finds everything', async () => {
    await end(await signInAgain(her));
    await moveClock(system, { by: 'P40D' });
    expect((await whatIsKnownOf(system, her.clientId)).state).toBe('archive');
    const visitor = new Guest(system.application);
    const ask = (email: string) => visitor.ask('POST', '/api/account/archive/links', { email });
    expect([(await ask(her.email)).status, (await ask('nobody@nowhere.example')).status]).toEqual([202, 202]);
    const token = await doorToken(0);
    const door = await visitor.demand<{ companyName: string; calendar: object[] }>(
      200,
      'POST',
      '/api/account/archive/door',
      { token },
    );
    expect(door.companyName).toBe(her.given.company);
    const back = await visitor.demand<{ ticket: string }>(200, 'POST', '/api/account/archive/return', {
      token,
    });
    // An answer that is lost shuts nobody out: the same ticket again, until it is used.
    expect(await visitor.demand(200, 'POST', '/api/account/archive/return', { token })).toEqual(back);
    her.password = `une équerre retrouvée et ${her.clientId.slice(-4)} copeaux`;
    const credentials = { ticket: back.ticket, password: her.password };
    await eventually(
      () => visitor.demand(200, 'POST', '/api/identity/invitations/accept', credentials),
      30_000,
    );
    expect(await contentsOf(visitor)).toEqual(contents);
    const account = await visitor.demand<object>(200, 'GET', `/api/account/clients/${her.clientId}`);
    for (const text of Object.values(her.given)) expect(JSON.stringify(account)).toContain(text);
    expect(account).toMatchObject({ state: 'active', endedAt: null });
    await eventually(async () =>
      expect((await visitor.ask('POST', '/api/account/archive/return', { token })).status).toBe(410),
    );
  }, 300_000);

  it('has no date of death any more: five years after the end that was, everything is there', async () => {
    await moveClock(system, { by: 'P5Y' });
    const { state, purges } = await whatIsKnownOf(system, her.clientId);
    expect(state).toBe('active');
    expect(purges.map(({ categories }) => categories)).toEqual([['access']]);
    expect(await contentsOf(await signInAgain(her))).toEqual(contents);
  }, 400_000);

  it('ends once more, with a whole grace and another way in afterwards', async () => {
    await end(await signInAgain(her));
    await moveClock(system, { by: 'P29D' });
    expect(await contentsOf(await signInAgain(her))).toEqual(contents);
    await moveClock(system, { by: 'P2D' });
    const { email, password } = her;
    const refused = await new Guest(system.application).ask('POST', '/api/identity/sessions', {
      email,
      password,
    });
    expect(refused.status).toBe(401);
  }, 300_000);
});

/** By which name a certificate tells of a place that only time empties. */
function residueOf(place: string): string | undefined {
  if (/^database (local\.oplog\.rs|config\.image_collection)$/.test(place)) return 'database-journal';
  if (place === 'files of the broker') return 'message-journal';
  if (place === 'log of the database') return 'database-log';
  if (place === 'orders of purges') return 'purge-order';
  return /^database \S+_retention\.orders$/.test(place) ? 'purge-order' : undefined;
}

const parisDay = (instant: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(new Date(instant));

/** Noon in Paris, or an hour off in winter, so many days from a day. */
function noonOf(day: string, days: number): string {
  const noon = new Date(`${day}T11:00:00Z`);
  noon.setUTCDate(noon.getUTCDate() + days);
  return noon.toISOString();
}
