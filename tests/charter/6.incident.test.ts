import { randomBytes, randomUUID } from 'node:crypto';
import { eventually } from '../support/eventually.ts';
import { Guest } from '../support/guest.ts';
import { type Newcomer, signInAgain, subscribeNewcomer } from '../support/newcomer.ts';
import { signInOperator } from '../support/operator.ts';
import { ready } from '../support/ready.ts';
import { both, declarationFor, type Incident } from './support/incidents.ts';
import { mailsTo, mailTo } from './support/mail.ts';

/** On a violation the client's administrators are told immediately, and every measure needed to mend it is taken. */
const system = ready();
const breach = /Violation de sécurité/;

describe('6.incident', () => {
  const nature = `Une copie de sauvegarde a été lue par erreur (${randomBytes(4).toString('hex')}).`;
  let touched: Newcomer;
  let colleague: string;
  let spared: Newcomer;
  let operator: Guest;
  let incidentId: string;

  const incidentsOf = ({ guest, clientId }: Newcomer) =>
    guest.demand<Incident[]>(200, 'GET', `/api/notices/clients/${clientId}/incidents`);
  const declaration = (clientIds: string[], more: object = {}) =>
    declarationFor(clientIds, { nature: both(nature), ...more });

  beforeAll(async () => {
    [touched, spared] = [await subscribeNewcomer(system), await subscribeNewcomer(system)];
    operator = await signInOperator(system);
    colleague = await secondAdministrator(touched);
  }, 120_000);

  /** The mail by which an address was told. */
  const told = (address: string) =>
    eventually(async () => {
      const mails = await mailsTo(system, address);
      expect(mails.map(({ subject }) => subject)).toContainEqual(expect.stringMatching(breach));
      return mails.find(({ subject }) => breach.test(subject))!;
    }, 20_000);

  async function secondAdministrator({ guest }: Newcomer): Promise<string> {
    const mark = randomBytes(4).toString('hex');
    const email = `paul.${mark}@${mark}.example`;
    await guest.demand(201, 'POST', '/api/identity/users', {
      name: 'Paul Roy',
      role: 'administrator',
      email,
    });
    const ticket = /\/join#ticket=([\w-]+)/.exec((await mailTo(system, email, /invite/)).text)?.[1];
    const password = `une équerre, ${mark} et un trusquin`;
    await new Guest(system.application).demand(200, 'POST', '/api/identity/invitations/accept', {
      ticket,
      password,
    });
    return email;
  }

  it('is not declared of a client that nobody would be told of', async () => {
    const answer = await operator.ask(
      'POST',
      '/api/notices/incidents',
      declaration([touched.clientId, randomUUID()]),
    );
    expect([answer.status, answer.text]).toEqual([400, expect.stringContaining('clients-unknown')]);
    expect(await incidentsOf(touched)).toEqual([]);
  });

  it('tells every active administrator of a client at once, by mail and in the application', async () => {
    const declared = await operator.demand<{ incidentId: string }>(
      201,
      'POST',
      '/api/notices/incidents',
      declaration([touched.clientId]),
    );
    incidentId = declared.incidentId;
    for (const address of [touched.email, colleague]) {
      const mail = await told(address);
      expect(mail.text).toContain(nature);
      expect(mail.text).toContain('La copie est détruite');
    }
    const [incident] = await eventually(async () => {
      const list = await incidentsOf(touched);
      expect(list[0]?.toldAt).toEqual(expect.any(String));
      return list;
    });
    expect(incident).toMatchObject({ incidentId, nature: { fr: nature }, acknowledgedAt: null });
    const delay = Date.parse(incident!.toldAt!) - Date.parse(incident!.noticedAt);
    expect(delay).toBeLessThan(30_000);
  }, 60_000);

  it('shows the measures as they are taken, until it is closed, and notes who took note', async () => {
    const of = `/api/notices/incidents/${incidentId}`;
    await operator.demand(204, 'POST', `${of}/measures`, { measure: both('Le prestataire est remplacé.') });
    await touched.guest.demand(
      204,
      'POST',
      `/api/notices/clients/${touched.clientId}/incidents/${incidentId}/acknowledgement`,
    );
    await operator.demand(204, 'POST', `${of}/closing`);
    const [incident] = await incidentsOf(touched);
    expect(incident!.measures.map(({ words }) => words.fr)).toEqual([
      'La copie est détruite et les accès sont changés.',
      'Le prestataire est remplacé.',
    ]);
    expect([incident!.acknowledgedAt, incident!.closedAt]).toEqual([expect.any(String), expect.any(String)]);
    const register = await operator.demand<object[]>(200, 'GET', '/api/notices/incidents');
    expect(register).toContainEqual(
      expect.objectContaining({
        incidentId,
        clients: 1,
        told: 1,
        acknowledged: 1,
        slowestMs: expect.any(Number),
      }),
    );
  });

  it('keeps it from a client that it does not touch', async () => {
    expect(await incidentsOf(spared)).toEqual([]);
    expect((await mailsTo(system, spared.email)).some(({ subject }) => breach.test(subject))).toBe(false);
    const theirs = `/api/notices/clients/${touched.clientId}/incidents`;
    const own = `/api/notices/clients/${spared.clientId}/incidents/${incidentId}/acknowledgement`;
    expect((await spared.guest.ask('GET', theirs)).status).toBe(404);
    expect((await spared.guest.ask('POST', own)).status).toBe(404);
    const body = declaration([spared.clientId]);
    expect((await spared.guest.ask('POST', '/api/notices/incidents', body)).status).toBe(403);
  });

  it('names nobody in the register, which has no term', async () => {
    const wrong = declaration([touched.clientId], { nature: both('Écrire à jean.martin@exemple.fr') });
    const answer = await operator.ask('POST', '/api/notices/incidents', wrong);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('nature.fr');
  });

  it('tells the client by itself when a refresh token comes a second time', async () => {
    const thief = await signInAgain(spared);
    const stolen = thief.cookies.get('ks_refresh')!;
    const refresh = () => thief.demand(200, 'POST', '/api/identity/sessions/refresh', {});
    await refresh();
    await refresh();
    thief.cookies.set('ks_refresh', stolen);
    expect((await thief.ask('POST', '/api/identity/sessions/refresh', {})).status).toBe(401);
    const mail = await told(spared.email);
    expect(mail.text).toContain('jeton de connexion');
    const [incident] = await incidentsOf(spared);
    expect(incident).toMatchObject({ kind: 'token-reused', measures: [expect.anything()] });
  }, 60_000);
});
