import { randomBytes } from 'node:crypto';
import { eventually } from '../support/eventually.ts';
import { Guest } from '../support/guest.ts';
import { type Newcomer, subscribeNewcomer } from '../support/newcomer.ts';
import { signInOperator } from '../support/operator.ts';
import { ready } from '../support/ready.ts';
import { mailTo } from './support/mail.ts';
import { type SupportRequest, writeToSupport } from './support/support-mail.ts';

/** The manager has what was given put right on a plain request, by e-mail to support. */
const system = ready();
const api = '/api/account';

interface Change {
  path: string;
  before: unknown;
  after: unknown;
}
interface Account {
  given: { path: string; value: unknown }[];
}
interface Own {
  requestId: string;
  state: string;
  changes: Change[];
  settledAt: string | null;
  answer: string | null;
  dueAt: string;
}

describe('4.rectification', () => {
  const mark = randomBytes(4).toString('hex');
  let manager: Newcomer;
  let support: Guest;
  beforeAll(async () => {
    manager = await subscribeNewcomer(system);
    support = await signInOperator(system);
  }, 90_000);

  const requestAbout = (words: string) =>
    eventually(async () => {
      const all = await support.demand<SupportRequest[]>(200, 'GET', `${api}/requests`);
      const found = all.find(({ subject }) => subject.includes(words));
      if (!found) throw new Error(`no request about ${words} yet`);
      return found;
    }, 20_000);
  const own = () => manager.guest.demand<Own[]>(200, 'GET', `${api}/clients/${manager.clientId}/requests`);
  const valueAt = async (path: string) => {
    const account = await manager.guest.demand<Account>(200, 'GET', `${api}/clients/${manager.clientId}`);
    return account.given.find((given) => given.path === path)?.value;
  };
  const rectify = (requestId: string, details: object) =>
    support.demand(200, 'POST', `${api}/requests/${requestId}/rectification`, {
      details,
      answer: 'C’est corrigé.',
    });

  it('makes a request of a plain mail, to be answered within a month, and says so', async () => {
    await writeToSupport(system, manager.email, {
      subject: `Notre rue ${mark}`,
      text: 'Bonjour, nous avons déménagé : 3 place du Marché.',
    });
    const request = await requestAbout(`Notre rue ${mark}`);
    expect(request).toMatchObject({ clientId: manager.clientId, identity: 'known', state: 'open' });
    const days = (Date.parse(request.dueAt) - Date.parse(request.receivedAt)) / 86_400_000;
    expect(days).toBeGreaterThan(27);
    expect(days).toBeLessThanOrEqual(31);
    await mailTo(system, manager.email, /reçu votre demande/);
  }, 60_000);

  it('is put right by support, and she sees what was, what is, when and why, and is told', async () => {
    const request = await requestAbout(`Notre rue ${mark}`);
    const before = await valueAt('company.address.lines');
    await rectify(request.requestId, { company: { address: { lines: ['3 place du Marché'] } } });
    expect(await valueAt('company.address.lines')).toEqual(['3 place du Marché']);
    const [seen] = await own();
    expect(seen).toMatchObject({
      state: 'done',
      changes: [{ path: 'company.address.lines', before, after: ['3 place du Marché'] }],
      settledAt: expect.any(String),
      answer: 'C’est corrigé.',
    });
    await mailTo(system, manager.email, /demande est traitée/);
  }, 60_000);

  it('changes nothing for an unknown sender, who waits until staff made sure who it is', async () => {
    const stranger = `claire.${mark}@autre.example`;
    await writeToSupport(system, stranger, {
      subject: `Nom ${mark}`,
      text: `Pour ${manager.given['company']} : changez le nom.`,
    });
    const request = await requestAbout(`Nom ${mark}`);
    expect(request).toMatchObject({ clientId: null, identity: 'unknown' });
    const refused = await support.ask('POST', `${api}/requests/${request.requestId}/rectification`, {
      details: { company: { name: 'Volée' } },
      answer: null,
    });
    expect(refused.status).toBe(409);
    expect(await valueAt('company.name')).toBe(manager.given['company']);
    const how = 'Rappelée au numéro du dossier.';
    await support.demand(204, 'POST', `${api}/requests/${request.requestId}/identity`, {
      clientId: manager.clientId,
      how,
    });
    await rectify(request.requestId, { company: { name: `${manager.given['company']} SAS` } });
    expect(await valueAt('company.name')).toBe(`${manager.given['company']} SAS`);
  }, 60_000);

  it('takes a mail that comes twice for one request, and refuses mail for anybody else', async () => {
    const mail = { subject: `Deux fois ${mark}`, text: 'Bonjour', messageId: `<${mark}@deux.example>` };
    await writeToSupport(system, manager.email, mail);
    await writeToSupport(system, manager.email, mail);
    await requestAbout(`Deux fois ${mark}`);
    const all = await support.demand<SupportRequest[]>(200, 'GET', `${api}/requests`);
    expect(all.filter(({ subject }) => subject === mail.subject)).toHaveLength(1);
  });

  it('lets the billing contact have her own details put right, and no others', async () => {
    await writeToSupport(system, manager.given['billingEmail']!, {
      subject: `Facturation ${mark}`,
      text: 'Mon nom a changé.',
    });
    const { requestId } = await requestAbout(`Facturation ${mark}`);
    const path = `${api}/requests/${requestId}/rectification`;
    const other = await support.ask('POST', path, { details: { manager: { name: 'Elle' } }, answer: null });
    expect(other.status).toBe(409);
    await rectify(requestId, { billing: { name: 'Yann Le Bras' } });
    expect(await valueAt('billing.name')).toBe('Yann Le Bras');
  }, 60_000);

  it('changes an address by a link to the new one alone; the old one is told, and can undo it', async () => {
    const to = `gestion.${mark}@nouvelle.example`;
    await writeToSupport(system, manager.email, { subject: `Adresse ${mark}`, text: `Écrivez-moi à ${to}` });
    const { requestId } = await requestAbout(`Adresse ${mark}`);
    await rectify(requestId, { manager: { email: to } });
    expect(await valueAt('manager.email')).toBe(manager.email);
    const make = /#make=([\w.-]+)/.exec((await mailTo(system, to, /Confirmez l’adresse/)).text)?.[1];
    const anyone = new Guest(system.application);
    await anyone.demand(204, 'POST', `${api}/addresses`, { link: 'make', token: make });
    expect(await valueAt('manager.email')).toBe(to);
    const told = await mailTo(system, manager.email, /adresse de votre abonnement .* a changé/);
    const undo = /#undo=([\w.-]+)/.exec(told.text)?.[1];
    await anyone.demand(204, 'POST', `${api}/addresses`, { link: 'undo', token: undo });
    expect(await valueAt('manager.email')).toBe(manager.email);
  }, 60_000);

  it('is support’s alone: she cannot read the list, nor another client her requests', async () => {
    const stranger = await subscribeNewcomer(system);
    expect((await manager.guest.ask('GET', `${api}/requests`)).status).toBe(403);
    const theirs = await stranger.guest.ask('GET', `${api}/clients/${manager.clientId}/requests`);
    expect(theirs.status).toBe(404);
  }, 60_000);
});
