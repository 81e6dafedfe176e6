import { createHash, randomBytes } from 'node:crypto';
import { type RunningService, startService } from '@kstudio/chassis';
import {
  correctionAsked,
  correctionSettled,
  emailChange,
  newId,
  personRecipient,
  type ServiceName,
  subscriptionOpened,
  userInvited,
  userRemoved,
} from '@kstudio/contracts';
import { eventually } from '../../../tests/support/eventually.ts';
import { type Provisioned, provisionFor } from '../../../tests/support/servers.ts';
import { standIn, testConfig } from '../../../tests/support/stand-in.ts';
import { type Visitor, visitor } from '../../../tests/support/visitor.ts';
import { build } from '../src/build.ts';

const api = '/api/identity';
const HOUR_MS = 3_600_000;
const password = 'un établi, trois rabots et 1 varlope';
const newEmail = () => `hugo.petit.${newId()}@scierie-martin.fr`;

/** An administrator keeps her space's users (2.administrator, 4.users). */
describe('the users of a space', () => {
  let provisioned: Provisioned;
  let identity: RunningService;
  const others = {} as Record<ServiceName, RunningService>;
  const managers = new Map<string, { name: string; email: string }>();
  const heard: { key: string; data: Record<string, unknown> }[] = [];

  beforeAll(async () => {
    provisioned = await provisionFor('users');
    const hear =
      (key: string) =>
      async (_tx: unknown, { data }: { data: never }) =>
        void heard.push({ key, data });
    others.account = await standIn(provisioned, 'account', {
      answers: {
        'account.recipient.v1': async ({ clientId }: { clientId: string }) => {
          const manager = managers.get(clientId);
          return { found: true, locale: 'en', companyName: `Scierie ${clientId.slice(-4)}`, ...manager! };
        },
      } as never,
    });
    const told = [userInvited, userRemoved, correctionAsked, correctionSettled, emailChange];
    others.notifier = await standIn(provisioned, 'notifier', {
      consumers: Object.fromEntries(told.map(({ key }) => [key, hear(key)])) as never,
    });
    const config = { ...testConfig(provisioned, 'identity'), TOKEN_SECRET: 't'.repeat(32) };
    identity = await startService('identity', config, build);
  }, 60_000);
  afterAll(async () => {
    await Promise.all([identity, ...Object.values(others)].map((service) => service?.stop()));
    await provisioned?.remove();
  }, 60_000);

  const rows = (name: string, filter: object = {}) =>
    identity.core.db.collection(name).find(filter).toArray();
  const told = (key: string, clientId: string) =>
    heard.filter((event) => event.key === key && event.data['clientId'] === clientId);
  const visit = () => visitor(identity.url);
  const later = async <T>(hours: number, work: () => Promise<T>): Promise<T> => {
    const { clock } = identity.core;
    const before = clock.shiftMs;
    clock.shiftTo(before + hours * HOUR_MS);
    return work().finally(() => clock.shiftTo(before));
  };
  /** What notifier would be told for a mail. */
  const letter = (clientId: string, personId: string, its: string, about?: string) =>
    others.notifier.core.ask(personRecipient, { clientId, personId, letter: its as never, about });
  const accept = (browser: Visitor, ticket: string, secret = password) =>
    browser.post(`${api}/invitations/accept`, { ticket, password: secret });

  /** A manager, signed in as the administrator of a new space. */
  async function manager() {
    const [clientId, ticket] = [newId(), randomBytes(32).toString('base64url')];
    managers.set(clientId, { name: 'Claire Martin', email: `claire.${newId()}@scierie-martin.fr` });
    const ticketHash = createHash('sha256').update(ticket).digest('hex');
    const openedAt = identity.core.clock.now().toISOString();
    await others.account.core.transaction(async (tx) =>
      tx.emit(subscriptionOpened({ clientId, version: 2, openedAt, charterVersion: '1', ticketHash })),
    );
    const browser = visit();
    const answer = await eventually(async () => {
      const accepted = await accept(browser, ticket);
      expect(accepted.status).toBe(200);
      return accepted;
    });
    return { clientId, browser, personId: answer.body.session.personId as string };
  }
  type Manager = Awaited<ReturnType<typeof manager>>;

  async function declared({ browser, clientId }: Manager, more: object = {}) {
    const email = newEmail();
    const user = { name: 'Hugo Petit', role: 'author', email, ...more };
    const answer = await browser.post(`${api}/users`, user);
    expect(answer.status).toBe(201);
    const personId = answer.body.personId as string;
    return { ...user, personId, ticket: await ticketFor(clientId, personId) };
  }
  async function ticketFor(clientId: string, personId: string): Promise<string> {
    const reached = await letter(clientId, personId, 'invitation');
    return reached.found ? reached.token! : '';
  }
  /** The link that went to the newest address asked for. */
  async function newestChange(clientId: string, personId: string) {
    const [change] = await rows('email-changes', { personId, state: 'waiting' });
    const changeId = String(change!._id);
    const reached = await letter(clientId, personId, 'new-address', changeId);
    return { changeId, token: reached.found ? reached.token! : '' };
  }
  async function joined(by: Manager, more: object = {}) {
    const user = await declared(by, more);
    const browser = visit();
    expect((await accept(browser, user.ticket)).status).toBe(200);
    return { ...user, browser };
  }

  it('are declared with name, role and e-mail, are invited by mail, and join with the role they were given', async () => {
    const by = await manager();
    const user = await declared(by, { name: 'Nadia Benali', role: 'reviewer' });
    await eventually(() => expect(told(userInvited.key, by.clientId)).toHaveLength(1));
    expect(JSON.stringify(told(userInvited.key, by.clientId))).not.toContain('Nadia');
    const list = await by.browser.get(`${api}/users`);
    expect(list.body).toMatchObject([
      { manager: true, state: 'active', invitedUntil: null },
      { name: 'Nadia Benali', role: 'reviewer', state: 'invited', invitedUntil: expect.any(String) },
    ]);
    const browser = visit();
    const look = await browser.post(`${api}/invitations/look`, { ticket: user.ticket });
    expect(look.body).toMatchObject({ found: true, name: 'Nadia Benali', hasPassword: false });
    expect(look.body.companyName).toMatch(/^Scierie/);
    const answer = await accept(browser, user.ticket);
    expect(answer.body.session).toMatchObject({ clientId: by.clientId, role: 'reviewer', manager: false });
    expect((await accept(visit(), user.ticket)).status).toBe(409);
  });

  it.each([
    ['no name', { name: ' ' }],
    ['no such role', { role: 'chief' }],
    ['no address', { email: 'hugo' }],
    ['something more', { phone: '04 76 00 12 34' }],
  ])('are not declared with %s', async (_what, wrong) => {
    const by = await manager();
    const answer = await by.browser.post(`${api}/users`, {
      name: 'Hugo Petit',
      role: 'author',
      email: newEmail(),
      ...wrong,
    });
    expect(answer).toMatchObject({
      status: 400,
      body: { fields: [{ path: expect.stringMatching(/name|role|email|phone/) }] },
    });
  });

  it('are declared once in a space, by whatever spelling of their address', async () => {
    const by = await manager();
    const { email } = await declared(by);
    const again = await by.browser.post(`${api}/users`, {
      name: 'Hugo',
      role: 'reader',
      email: email.toUpperCase(),
    });
    expect(again).toMatchObject({
      status: 409,
      body: { type: expect.stringContaining('user-declared-already') },
    });
  });

  it('can be invited again: the first invitation is void then; and taken back: nothing of them stays', async () => {
    const by = await manager();
    const user = await declared(by);
    const again = await by.browser.post(`${api}/users/${user.personId}/invitation`, {});
    expect(again.status).toBe(202);
    expect((await visit().post(`${api}/invitations/look`, { ticket: user.ticket })).body.found).toBe(false);
    const second = await ticketFor(by.clientId, user.personId);
    expect(second).not.toBe(user.ticket);
    expect((await by.browser.del(`${api}/users/${user.personId}`)).status).toBe(204);
    expect((await accept(visit(), second)).status).toBe(404);
    expect(await rows('people', { _id: user.personId })).toEqual([]);
    await eventually(() => expect(told(userRemoved.key, by.clientId)).toHaveLength(1));
  });

  it('cannot join after seven days', async () => {
    const by = await manager();
    const { ticket } = await declared(by);
    await later(8 * 24, async () => expect((await accept(visit(), ticket)).status).toBe(410));
  });

  it('have one sign-in in two spaces, each with its own name and role, and a switcher', async () => {
    const [first, second] = [await manager(), await manager()];
    const user = await joined(first);
    const there = await declared(second, { email: user.email, name: 'H. Petit', role: 'reader' });
    expect(there.personId).toBe(user.personId);
    expect((await accept(user.browser, there.ticket, 'une tout autre phrase')).status).toBe(401);
    const answer = await accept(user.browser, there.ticket);
    expect(answer.body.session).toMatchObject({ name: 'H. Petit', role: 'reader' });
    expect(answer.body.session.memberships).toHaveLength(2);
    const back = await user.browser.post(`${api}/session/client`, { clientId: first.clientId });
    expect(back.body.session).toMatchObject({ name: 'Hugo Petit', role: 'author' });
  });

  it('are removed at once, with their sessions, and stay whole in another client’s space', async () => {
    const [first, second] = [await manager(), await manager()];
    const user = await joined(first);
    const there = await declared(second, { email: user.email });
    await accept(user.browser, there.ticket);
    await user.browser.post(`${api}/session/client`, { clientId: first.clientId });
    expect((await first.browser.del(`${api}/users/${user.personId}`)).status).toBe(204);
    expect((await user.browser.get(`${api}/record`)).status).toBe(401);
    const again = visit();
    const credentials = { email: user.email, password };
    expect((await again.post(`${api}/sessions`, { ...credentials, clientId: first.clientId })).status).toBe(
      401,
    );
    expect((await again.post(`${api}/sessions`, credentials)).body.session.clientId).toBe(second.clientId);
    expect((await second.browser.del(`${api}/users/${user.personId}`)).status).toBe(204);
    for (const name of ['people', 'credentials'])
      expect(await rows(name, { _id: user.personId })).toEqual([]);
    for (const name of ['memberships', 'grants', 'corrections', 'invitations'])
      expect([name, await rows(name, { personId: user.personId })]).toEqual([name, []]);
  });

  it('see their record, ask for its correction, and the administrator makes it', async () => {
    const by = await manager();
    const user = await joined(by);
    const record = await user.browser.get(`${api}/record`);
    expect(record.body).toMatchObject({
      name: 'Hugo Petit',
      role: 'author',
      email: user.email,
      clause: '4.users',
    });
    const asked = await user.browser.post(`${api}/corrections`, { name: 'Hugo Petit-Roy', reason: 'Marié.' });
    expect(asked.status).toBe(201);
    await eventually(() =>
      expect(told(correctionAsked.key, by.clientId)).toMatchObject([
        { data: { administrators: [by.personId] } },
      ]),
    );
    const { correctionId } = asked.body;
    const settle = () =>
      by.browser.post(`${api}/corrections/${correctionId}/settlement`, { outcome: 'made' });
    expect((await settle()).status).toBe(204);
    expect((await settle()).status).toBe(409);
    expect((await user.browser.get(`${api}/record`)).body.name).toBe('Hugo Petit-Roy');
    const [row] = (await user.browser.get(`${api}/corrections`)).body;
    expect(row).toMatchObject({
      state: 'made',
      before: { name: 'Hugo Petit' },
      wanted: { name: 'Hugo Petit-Roy' },
      reason: 'Marié.',
      settledBy: 'Claire Martin',
      settledAt: expect.any(String),
    });
    await eventually(() =>
      expect(told(correctionSettled.key, by.clientId)).toMatchObject([
        { data: { outcome: 'made', fields: ['name'], personId: user.personId } },
      ]),
    );
    expect(JSON.stringify(heard)).not.toContain('Petit');
  });

  it('hear why a correction was not made', async () => {
    const by = await manager();
    const user = await joined(by);
    const { body } = await user.browser.post(`${api}/corrections`, { role: 'administrator' });
    const path = `${api}/corrections/${body.correctionId}/settlement`;
    const answer = 'Votre rôle suit votre contrat.';
    expect((await by.browser.post(path, { outcome: 'refused', answer })).status).toBe(204);
    const [row] = (await user.browser.get(`${api}/corrections`)).body;
    expect(row).toMatchObject({ state: 'refused', answer });
    expect((await user.browser.get(`${api}/record`)).body.role).toBe('author');
  });

  it('see their own corrections alone, and settle none', async () => {
    const by = await manager();
    const [one, two] = [await joined(by), await joined(by)];
    const { body } = await one.browser.post(`${api}/corrections`, { name: 'Autre Nom' });
    expect((await two.browser.get(`${api}/corrections`)).body).toEqual([]);
    const path = `${api}/corrections/${body.correctionId}/settlement`;
    expect((await one.browser.post(path, { outcome: 'made' })).status).toBe(403);
    const stranger = await manager();
    expect((await stranger.browser.post(path, { outcome: 'made' })).status).toBe(404);
    expect((await stranger.browser.patch(`${api}/users/${one.personId}`, { name: 'X' })).status).toBe(404);
    expect((await stranger.browser.del(`${api}/users/${one.personId}`)).status).toBe(404);
  });

  it('keep their address until the new one is proved by its link; the old one can undo it for 72 hours', async () => {
    const by = await manager();
    const user = await joined(by);
    const to = newEmail();
    const changed = await by.browser.patch(`${api}/users/${user.personId}`, { email: to });
    expect(changed.body.addressWaits).toBe(true);
    const signIn = (email: string) => visit().post(`${api}/sessions`, { email, password });
    expect([(await signIn(user.email)).status, (await signIn(to)).status]).toEqual([200, 401]);
    const event = await eventually(() => {
      const [waiting] = told(emailChange.key, by.clientId);
      expect(waiting).toBeDefined();
      return waiting!.data as { changeId: string };
    });
    const fresh = await letter(by.clientId, user.personId, 'new-address', event.changeId);
    expect(fresh).toMatchObject({ found: true, email: to, token: expect.any(String) });
    const token = fresh.found ? fresh.token! : '';
    const make = (secret: string, proof = password) =>
      visit().post(`${api}/addresses/change`, { token: secret, password: proof });
    const undo = (secret: string) => visit().post(`${api}/addresses/undo`, { token: secret });
    expect((await undo(token)).status).toBe(410);
    expect((await make(`${token}x`)).status).toBe(410);
    expect((await make(token, 'un mot de passe deviné')).status).toBe(401);
    expect([(await signIn(user.email)).status, (await signIn(to)).status]).toEqual([200, 401]);
    expect((await make(token)).status).toBe(204);
    expect([(await signIn(user.email)).status, (await signIn(to)).status]).toEqual([401, 200]);
    const old = await letter(by.clientId, user.personId, 'old-address', event.changeId);
    expect(old).toMatchObject({ found: true, email: user.email });
    const back = old.found ? old.token! : '';
    expect((await undo(back)).status).toBe(204);
    // The password that somebody else may have is good for nothing; the address is where it is renewed.
    expect([(await signIn(user.email)).status, (await signIn(to)).status]).toEqual([401, 401]);
    expect(await rows('people', { email: user.email })).toHaveLength(1);
    expect((await user.browser.get(`${api}/record`)).status).toBe(401);
  });

  it('cannot undo a change after 72 hours any more', async () => {
    const by = await manager();
    const user = await joined(by);
    await by.browser.patch(`${api}/users/${user.personId}`, { email: newEmail() });
    const { changeId, token } = await newestChange(by.clientId, user.personId);
    expect((await visit().post(`${api}/addresses/change`, { token, password })).status).toBe(204);
    const old = await letter(by.clientId, user.personId, 'old-address', changeId);
    const undo = () => visit().post(`${api}/addresses/undo`, { token: old.found ? old.token : '' });
    await later(73, async () => expect((await undo()).status).toBe(410));
  });

  it('cannot be taken over by whoever keeps their record: not here, and not in a space of their own', async () => {
    const [thief, victim] = [await manager(), await joined(await manager())];
    await thief.browser.post(`${api}/users`, { name: 'X', email: victim.email, role: 'reader' });
    const declared = `${api}/users/${victim.personId}`;
    const waiting = await thief.browser.patch(declared, { email: newEmail() });
    expect([waiting.status, waiting.body.type]).toEqual([409, expect.stringContaining('user-not-joined')]);
    const own = await joined(thief);
    const mine = newEmail();
    await thief.browser.patch(`${api}/users/${own.personId}`, { email: mine });
    const { token } = await newestChange(thief.clientId, own.personId);
    const guess = await visit().post(`${api}/addresses/change`, { token, password: 'je ne le connais pas' });
    expect(guess.status).toBe(401);
    expect(await rows('people', { email: mine })).toEqual([]);
    expect(await rows('people', { email: victim.email })).toHaveLength(1);
  });

  it('have their old address back whatever was changed after it, and out of every space', async () => {
    const by = await manager();
    const user = await joined(by);
    const move = async (to: string) => {
      await by.browser.patch(`${api}/users/${user.personId}`, { email: to });
      const { token, changeId } = await newestChange(by.clientId, user.personId);
      expect((await visit().post(`${api}/addresses/change`, { token, password })).status).toBe(204);
      return changeId;
    };
    const first = await move(newEmail());
    await move(newEmail());
    const old = await letter(by.clientId, user.personId, 'old-address', first);
    const token = old.found ? old.token! : '';
    expect((await visit().post(`${api}/addresses/undo`, { token })).status).toBe(204);
    expect(await rows('people', { email: user.email })).toHaveLength(1);
    expect(await rows('email-changes', { personId: user.personId, state: 'made' })).toEqual([]);
  });

  it('do not take an address that somebody signs in with, and do not learn whose it is', async () => {
    const by = await manager();
    const [user, other] = [await joined(by), await joined(await manager())];
    await by.browser.patch(`${api}/users/${user.personId}`, { email: other.email });
    const event = await eventually(() => {
      const [waiting] = told(emailChange.key, by.clientId);
      expect(waiting).toBeDefined();
      return waiting!.data as { changeId: string };
    });
    const reached = await letter(by.clientId, user.personId, 'new-address', event.changeId);
    const token = reached.found ? reached.token : '';
    const answer = await visit().post(`${api}/addresses/change`, { token, password });
    expect(answer).toMatchObject({ status: 409, body: { type: expect.stringContaining('address-refused') } });
  });

  it('never leave a space without administrator, and never take it from its manager', async () => {
    const by = await manager();
    const own = `${api}/users/${by.personId}`;
    expect((await by.browser.del(own)).body.type).toContain('manager-stays');
    expect((await by.browser.patch(own, { role: 'reader' })).body.type).toContain('manager-stays');
    const second = await joined(by, { role: 'administrator' });
    expect((await second.browser.del(own)).status).toBe(409);
    expect((await by.browser.patch(`${api}/users/${second.personId}`, { role: 'author' })).status).toBe(200);
    expect((await second.browser.get(`${api}/users`)).status).toBe(401);
  });
});
