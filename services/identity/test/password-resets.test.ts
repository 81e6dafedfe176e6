import { categoryIds } from '@kstudio/charter';
import {
  newId,
  passwordChanged,
  passwordResetAsked,
  resetRecipient,
  sessionRevoked,
} from '@kstudio/contracts';
import { eventually } from '../../../tests/support/eventually.ts';
import { api, firstToken, identityUnderTest, newEmail, password } from './identity-under-test.ts';

const chosen = 'une varlope, deux serre-joints et un maillet';
const HOUR_DAYS = 1 / 24;

describe('a forgotten password', () => {
  const { running, rows, heard, heardOf, visit, later, joined, invited, accept, signIn, refresh, purge } =
    identityUnderTest();
  const ask = (email: string, path = 'password-resets') => visit().post(`${api}/${path}`, { email });
  const look = (token: string) => visit().post(`${api}/password-resets/look`, { token });
  const use = (token: string, secret = chosen) =>
    visit().post(`${api}/password-resets/use`, { token, password: secret });
  const resetsOf = (ownerId: string) => rows('password-resets', { ownerId });
  /** What notifier is answered about a reset: its link's token is there, and nowhere else. */
  const recipientOf = (resetId: string) => running.notifier.core.ask(resetRecipient, { resetId });
  async function tokenOf(resetId: string): Promise<string> {
    const answer = await recipientOf(resetId);
    return answer.found ? (answer.token ?? '') : '';
  }
  /** Asks, and gives the newest reset of that person with its token, as the mail would carry it. */
  async function asked(email: string, personId: string) {
    const before = (await resetsOf(personId)).map(({ _id }) => String(_id));
    expect((await ask(email)).status).toBe(202);
    const resetId = await eventually(async () => {
      const fresh = (await resetsOf(personId)).find(({ _id }) => !before.includes(String(_id)));
      expect(fresh).toBeDefined();
      return String(fresh!._id);
    });
    return { resetId, token: await tokenOf(resetId) };
  }

  it('is renewed by a link: the old one is dead, every session ends, and its owner is told', async () => {
    const { browser, email, clientId, session } = await joined();
    const elsewhere = visit();
    const other = (await signIn(elsewhere, email)).body.session;
    const { resetId, token } = await asked(email.toUpperCase(), session.personId);
    expect(await recipientOf(resetId)).toMatchObject({ found: true, email, staff: false, changed: false });
    expect((await look(token)).body).toEqual({ name: 'Claire Martin', email, staff: false, invited: false });
    expect((await use(token)).status).toBe(204);
    expect((await signIn(visit(), email)).status).toBe(401);
    expect((await signIn(visit(), email, chosen)).status).toBe(200);
    for (const her of [browser, elsewhere]) {
      expect((await her.get(`${api}/users`)).status).toBe(401);
      expect((await refresh(her)).status).toBe(401);
    }
    for (const { sessionId } of [session, other])
      await eventually(() => expect(heardOf(sessionRevoked.key, { sessionId })).toHaveLength(1));
    await eventually(() => expect(heardOf(passwordChanged.key, { resetId })).toHaveLength(1));
    const told = await recipientOf(resetId);
    expect(told).toMatchObject({ found: true, email, changed: true });
    expect(told).not.toHaveProperty('token');
    expect(
      await rows('audit', { 'details.action': 'password-reset', 'details.clientId': clientId }),
    ).toMatchObject([{ details: { actor: session.personId } }]);
  });

  it('is answered alike for every address, after the same writes', async () => {
    const { email } = await joined();
    const pending = await invited();
    const answers = await Promise.all([email, newEmail(), pending.email].map((address) => ask(address)));
    const seen = answers.map(({ status, body }) => JSON.stringify([status, body]));
    expect(new Set(seen)).toEqual(new Set(['[202,{}]']));
    const malformed = await ask('claire');
    expect(malformed).toMatchObject({ status: 400, body: { fields: [{ path: 'email' }] } });
    // A person who never chose a password has her invitation, and gets no link; nobody gets none either.
    const [person] = await rows('people', { email: pending.email });
    await eventually(async () => expect(await rows('jobs', { name: 'prepare-password-reset' })).toEqual([]));
    expect(await resetsOf(String(person!._id))).toEqual([]);
  });

  it('sends at most five links an hour to one account, known or not, and keeps no address for it', async () => {
    const { email } = await joined();
    for (const address of [email, newEmail()]) {
      const answers = await Promise.all(Array.from({ length: 6 }, () => ask(address)));
      const statuses = answers.map(({ status }) => status).sort((a, b) => a - b);
      expect(statuses).toEqual([202, 202, 202, 202, 202, 429]);
    }
    expect(JSON.stringify(await rows('rate-limits'))).not.toContain('scierie');
  });

  it('has a link that serves once, however many tabs use it at once', async () => {
    const { email, session } = await joined();
    const { token } = await asked(email, session.personId);
    const statuses = (await Promise.all([use(token), use(token), use(token)])).map(({ status }) => status);
    expect(statuses.sort((a, b) => a - b)).toEqual([204, 410, 410]);
    expect((await look(token)).body.type).toContain('reset-over');
  });

  it('has a link that dies after an hour of the shiftable clock', async () => {
    const { email, session } = await joined();
    const { resetId, token } = await asked(email, session.personId);
    await later(HOUR_DAYS * 0.9, async () => expect((await look(token)).status).toBe(200));
    await later(HOUR_DAYS * 1.1, async () => {
      expect((await look(token)).status).toBe(410);
      expect((await use(token)).status).toBe(410);
      expect(await tokenOf(resetId)).toBe('');
      await eventually(async () => expect(await resetsOf(session.personId)).toEqual([]));
    });
    expect((await signIn(visit(), email)).status).toBe(200);
  });

  it('has a link that dies when a newer one is asked, and when the password is another', async () => {
    const { email, session } = await joined();
    const first = await asked(email, session.personId);
    const second = await asked(email, session.personId);
    expect((await use(first.token)).status).toBe(410);
    const third = await asked(email, session.personId);
    expect((await use(second.token)).status).toBe(410);
    expect((await use(third.token)).status).toBe(204);
    const fourth = await asked(email, session.personId);
    expect((await use(fourth.token, password)).status).toBe(204);
    expect((await use(fourth.token)).status).toBe(410);
  });

  it('leaves one link alive of two that are asked for at once', async () => {
    const { email, session } = await joined();
    await Promise.all([ask(email), ask(email)]);
    await eventually(async () => expect(await rows('jobs', { name: 'prepare-password-reset' })).toEqual([]));
    await eventually(async () => expect(await resetsOf(session.personId)).toHaveLength(1));
  });

  it('takes no invented link, and no weak password', async () => {
    const { email, session } = await joined();
    const { token } = await asked(email, session.personId);
    for (const forged of [
      'x',
      token.replace('user', 'staff'),
      `${token.slice(0, -2)}AA`,
      `user.${newId()}.x`,
    ])
      expect((await use(forged)).status).toBe(404);
    const weak = await use(token, 'court');
    expect(weak).toMatchObject({ status: 400, body: { fields: [{ path: 'password' }] } });
    expect((await use(token)).status).toBe(204);
  });

  it('lets its owner in again where somebody’s guesses had kept her out', async () => {
    const { email, session } = await joined();
    await Promise.all(Array.from({ length: 20 }, (_, i) => signIn(visit(), email, `une phrase fausse ${i}`)));
    expect((await signIn(visit(), email)).status).toBe(429);
    const { token } = await asked(email, session.personId);
    expect((await use(token)).status).toBe(204);
    expect((await signIn(visit(), email, chosen)).status).toBe(200);
  });

  it('is renewed for all of a person’s spaces, and forgotten with her password', async () => {
    const first = await joined();
    const second = await invited(first.email);
    await accept(visit(), second);
    const { token } = await asked(first.email, first.session.personId);
    await purge(first.clientId, ['access']);
    expect((await look(token)).status).toBe(200);
    await purge(second.clientId, ['access']);
    expect(await resetsOf(first.session.personId)).toEqual([]);
    expect((await use(token)).status).toBe(410);
    await purge(
      second.clientId,
      categoryIds.filter((category) => category !== 'proof' && category !== 'technical'),
    );
  });

  it('is renewed for staff the same way, at a door of their own', async () => {
    const member = { name: 'Hélène Astier', email: 'helene.astier@knowmore.fr', password };
    const made = await visit().post(`${api}/staff/first`, { ...member, token: firstToken });
    const { staffId } = made.body.session;
    const browser = visit();
    const staffSignIn = (secret: string) =>
      browser.post(`${api}/staff/sessions`, { email: member.email, password: secret });
    const { sessionId } = (await staffSignIn(password)).body.session;
    expect((await ask(member.email)).status).toBe(202);
    expect((await ask(member.email, 'staff/password-resets')).status).toBe(202);
    const [reset] = await eventually(async () => {
      const found = await rows('staff-password-resets', { ownerId: staffId });
      expect(found).toHaveLength(1);
      return found;
    });
    const resetId = String(reset!._id);
    expect(await recipientOf(resetId)).toMatchObject({ email: member.email, staff: true });
    expect((await use(await tokenOf(resetId))).status).toBe(204);
    await eventually(() => expect(heardOf(sessionRevoked.key, { sessionId })).toHaveLength(1));
    expect((await browser.get(`${api}/audit`)).status).toBe(401);
    expect((await staffSignIn(password)).status).toBe(401);
    expect((await staffSignIn(chosen)).status).toBe(200);
    expect((await browser.get(`${api}/audit`)).body.chain.intact).toBe(true);
  });

  it('puts no token and no address into an event, a row or a log', async () => {
    const { email, session } = await joined();
    const { resetId, token } = await asked(email, session.personId);
    await eventually(() => expect(heardOf(passwordResetAsked.key, { resetId })).toHaveLength(1));
    const secret = token.split('.')[2]!;
    expect(JSON.stringify(heard)).not.toMatch(/scierie|knowmore\.fr/);
    expect(JSON.stringify(heard)).not.toContain(secret);
    for (const { name } of await running.identity.core.db.db!.listCollections().toArray()) {
      const text = JSON.stringify(await rows(name));
      expect({ name, has: text.includes(secret) }).toEqual({ name, has: false });
      if (!['people', 'staff'].includes(name))
        expect({ name, has: /scierie/.test(text) }).toEqual({ name, has: false });
    }
  });
});
