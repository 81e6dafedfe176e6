import { randomBytes } from 'node:crypto';
import { categoryIds } from '@kstudio/charter';
import { startService } from '@kstudio/chassis';
import {
  managerJoined,
  newId,
  sessionRevoked,
  signingKeyAnnounced,
  subscriptionEnded,
  subscriptionOpened,
} from '@kstudio/contracts';
import jwt from 'jsonwebtoken';
import { eventually } from '../../../tests/support/eventually.ts';
import { type Visitor, visitor } from '../../../tests/support/visitor.ts';
import { build } from '../src/build.ts';
import { api, firstToken, identityUnderTest, newEmail, password, sha256 } from './identity-under-test.ts';

describe('identity', () => {
  const {
    running,
    managers,
    config,
    rows,
    heardOf,
    visit,
    later,
    account,
    invited,
    accept,
    signIn,
    refresh,
    whoAmI,
    joined,
    purge,
  } = identityUnderTest();

  it('invites the manager of a subscription that opens as administrator, and lets her in by her ticket', async () => {
    const invitation = await invited();
    const browser = visit();
    const look = await browser.post(`${api}/invitations/look`, { ticket: invitation.ticket });
    expect(look.body).toEqual({
      found: true,
      name: 'Claire Martin',
      email: invitation.email,
      hasPassword: false,
      companyName: 'Scierie de Claire Martin',
    });
    const answer = await accept(browser, invitation);
    expect(answer.status).toBe(200);
    expect(answer.body.session).toMatchObject({
      role: 'administrator',
      manager: true,
      clientId: invitation.clientId,
    });
    expect(await whoAmI(browser)).toEqual({ session: answer.body.session, refreshable: true });
    await eventually(() =>
      expect(heardOf(managerJoined.key, { clientId: invitation.clientId })).toHaveLength(1),
    );
    const users = await browser.get(`${api}/users`);
    expect(users.body).toMatchObject([{ email: invitation.email, role: 'administrator', state: 'active' }]);
  });

  it('sets cookies that no script reads and no other site sends', async () => {
    const { browser, email } = await joined();
    const answer = await signIn(browser, email);
    const cookies = answer.headers.getSetCookie();
    expect(cookies).toHaveLength(2);
    for (const cookie of cookies) expect(cookie).toMatch(/HttpOnly; SameSite=Strict$/);
    expect(cookies.find((cookie) => cookie.startsWith('ks_refresh='))).toContain('Path=/api/identity;');
    const claims = jwt.decode(browser.cookies.get('ks_access')!) as Record<string, number>;
    expect(claims.exp! - claims.iat!).toBe(600);
    expect(Object.keys(claims).sort()).toEqual(['cid', 'exp', 'iat', 'iss', 'manager', 'role', 'sid', 'sub']);
  });

  it('says that an invitation is on its way before the event has come', async () => {
    const ticket = randomBytes(32).toString('base64url');
    expect((await visit().post(`${api}/invitations/look`, { ticket })).body).toEqual({ found: false });
    const answer = await visit().post(`${api}/invitations/accept`, { ticket, password });
    expect(answer).toMatchObject({
      status: 404,
      body: { type: expect.stringContaining('invitation-unknown') },
    });
  });

  it('uses an invitation up once, however many tabs accept at once', async () => {
    const invitation = await invited();
    const answers = await Promise.all([1, 2, 3].map(() => accept(visit(), invitation)));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409, 409]);
    expect(await rows('sessions', { clientId: invitation.clientId })).toHaveLength(1);
    expect((await visit().post(`${api}/invitations/look`, { ticket: invitation.ticket })).status).toBe(409);
  });

  it('gives a repeated request with its key the same session', async () => {
    const invitation = await invited();
    const headers = { 'idempotency-key': newId() };
    const body = { ticket: invitation.ticket, password };
    const [first, second] = [visit(), visit()];
    const answer = await first.post(`${api}/invitations/accept`, body, { headers });
    const again = await second.post(`${api}/invitations/accept`, body, { headers });
    expect(again.body).toEqual(answer.body);
    expect(second.cookies.get('ks_refresh')).toBe(first.cookies.get('ks_refresh'));
  });

  it('refuses an invitation after its seven days', async () => {
    const invitation = await invited();
    await later(8, async () => {
      const answer = await accept(visit(), invitation);
      expect(answer).toMatchObject({
        status: 410,
        body: { type: expect.stringContaining('invitation-expired') },
      });
    });
    expect((await accept(visit(), invitation)).status).toBe(200);
  });

  it.each([
    ['too short', 'court'],
    ['among the first that are tried', 'MotDePasse123'],
    ['one letter over and over', 'aaaaaaaaaaaaaaaa'],
  ])('refuses a password that is %s, in the language of who chooses it', async (_why, secret) => {
    const invitation = await invited();
    const answer = await accept(visit(), invitation, secret);
    expect(answer).toMatchObject({ status: 400, body: { fields: [{ path: 'password' }] } });
    expect(answer.body.detail).toMatch(/caractères|mot de passe/);
    expect(
      await rows('credentials', { _id: (await rows('people', { email: invitation.email }))[0]!._id }),
    ).toEqual([]);
  });

  it('asks a person who has a password for that one when another client’s manager she becomes', async () => {
    const first = await joined();
    const second = await invited(first.email.toUpperCase());
    const browser = visit();
    const look = await browser.post(`${api}/invitations/look`, { ticket: second.ticket });
    expect(look.body).toMatchObject({ hasPassword: true, email: first.email });
    expect((await accept(browser, second, 'une tout autre phrase')).status).toBe(401);
    const answers = await Promise.all([browser, visit(), visit()].map((tab) => accept(tab, second)));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409, 409]);
    expect(await rows('people', { email: first.email })).toHaveLength(1);
    if (answers[0]!.status !== 200)
      await signIn(browser, first.email, password, { clientId: second.clientId });
    const { session } = await whoAmI(browser);
    expect(session.clientId).toBe(second.clientId);
    expect(session.memberships).toEqual(
      [first, second].map(({ clientId }) => {
        return { clientId, companyName: 'Scierie de Claire Martin', role: 'administrator', manager: true };
      }),
    );
    const switched = await browser.post(`${api}/session/client`, { clientId: first.clientId });
    expect(switched.body.session.clientId).toBe(first.clientId);
    expect((await whoAmI(browser)).session.clientId).toBe(first.clientId);
    expect((await refresh(browser)).body.session.clientId).toBe(first.clientId);
  });

  it('makes one person of two subscriptions that open at once', async () => {
    const email = newEmail();
    const invitations = await Promise.all([invited(email), invited(email), invited(email)]);
    expect(await rows('people', { email })).toHaveLength(1);
    expect(
      await rows('memberships', { clientId: { $in: invitations.map(({ clientId }) => clientId) } }),
    ).toHaveLength(3);
  });

  it('switches to no client but one’s own, and answers as if the other did not exist', async () => {
    const [mine, theirs] = [await joined(), await joined()];
    const other = await mine.browser.post(`${api}/session/client`, { clientId: theirs.clientId });
    const none = await mine.browser.post(`${api}/session/client`, { clientId: newId() });
    expect([other.status, none.status]).toEqual([404, 404]);
    expect({ ...other.body, instance: 0, requestId: 0 }).toEqual({ ...none.body, instance: 0, requestId: 0 });
    expect(
      await rows('audit', { 'details.action': 'cross-client-refused', 'details.clientId': mine.clientId }),
    ).toHaveLength(2);
    const asked = await signIn(visit(), mine.email, password, { clientId: theirs.clientId });
    expect(asked.status).toBe(401);
  });

  it('answers an unknown address, a wrong password and an invited person alike, with the same work', async () => {
    const { email } = await joined();
    const pending = await invited();
    const bodies: string[] = [];
    /** The work of five attempts: processor time, because the wall's depends on who else is at the machine. */
    const workOf = async (address: string) => {
      const before = process.cpuUsage();
      for (let i = 0; i < 5; i += 1) {
        const answer = await signIn(visit(), address, 'une phrase qui ne va pas');
        expect(answer.status).toBe(401);
        bodies.push(JSON.stringify({ ...answer.body, instance: 0, requestId: 0 }));
      }
      return process.cpuUsage(before).user;
    };
    const known = await workOf(email);
    expect(await workOf(newEmail())).toBeGreaterThan(known / 2);
    expect(await workOf(pending.email)).toBeGreaterThan(known / 2);
    expect(new Set(bodies).size).toBe(1);
  });

  it('stops a dictionary against one account, and keeps no address for it', async () => {
    const { email } = await joined();
    const guesses = Array.from({ length: 21 }, (_, i) => signIn(visit(), email, `une phrase fausse ${i}`));
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(20);
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
    expect((await signIn(visit(), email)).status).toBe(429);
    expect(JSON.stringify(await rows('rate-limits'))).not.toContain('scierie');
  });

  it('bounds what one address can make it hash, whichever accounts it tries, and lets an office in', async () => {
    const forgetCounts = () => running.identity.core.db.collection('rate-limits').deleteMany({});
    await forgetCounts();
    const statuses: number[] = [];
    for (let batch = 0; batch < 11; batch += 1) {
      const tries = Array.from({ length: 11 }, () => signIn(visit(), newEmail(), 'une phrase fausse'));
      statuses.push(...(await Promise.all(tries)).map(({ status }) => status));
    }
    await forgetCounts();
    expect(statuses.filter((status) => status === 401)).toHaveLength(120);
    expect(statuses.filter((status) => status === 429)).toHaveLength(1);
  });

  it('names in a refusal the person who was tried at, where a client’s purge will forget her, and nobody else', async () => {
    const { email, clientId, session } = await joined();
    const refusals = async (filter: object) =>
      rows('audit', { 'details.action': 'sign-in', 'details.outcome': 'refused', ...filter });
    const nameless = { 'details.target': { $exists: false }, 'details.clientId': { $exists: false } };
    const before = (await refusals(nameless)).length;
    await signIn(visit(), email, 'une phrase fausse');
    expect(await refusals({ 'details.clientId': clientId })).toMatchObject([
      { details: { target: session.personId } },
    ]);
    await signIn(visit(), newEmail(), 'une phrase fausse');
    await signIn(visit(), (await invited()).email, 'une phrase fausse');
    expect(await refusals(nameless)).toHaveLength(before + 2);
    expect(await refusals({ 'details.actor': { $exists: true } })).toEqual([]);
    await purge(
      clientId,
      categoryIds.filter((category) => category !== 'proof' && category !== 'technical'),
    );
    expect(JSON.stringify(await rows('audit'))).not.toContain(session.personId);
  });

  it('rotates the refresh token, and gives two tabs and a lost answer the same successor', async () => {
    const { browser } = await joined();
    const [tab, lost] = [browser.tab(), browser.tab()];
    const before = browser.cookies.get('ks_refresh');
    const answers = await Promise.all([refresh(browser), refresh(tab)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect((await refresh(lost)).status).toBe(200);
    const after = [browser, tab, lost].map(({ cookies }) => cookies.get('ks_refresh'));
    expect(new Set(after).size).toBe(1);
    expect(after[0]).not.toBe(before);
    expect((await refresh(browser)).status).toBe(200);
  });

  it('revokes the family when an old refresh token turns up later, everywhere', async () => {
    const { browser, session, clientId } = await joined();
    const thief = browser.tab();
    expect((await refresh(browser)).status).toBe(200);
    expect((await refresh(browser)).status).toBe(200);
    expect((await refresh(thief)).status).toBe(401);
    expect(thief.cookies.size).toBe(0);
    expect((await refresh(browser.tab())).status).toBe(401);
    expect((await whoAmI(browser)).session).toBeNull();
    expect((await browser.get(`${api}/users`)).status).toBe(401);
    await eventually(() =>
      expect(heardOf(sessionRevoked.key, { sessionId: session.sessionId })).toHaveLength(1),
    );
    expect(
      await rows('audit', { 'details.action': 'refresh-token-reused', 'details.clientId': clientId }),
    ).toHaveLength(1);
  });

  it('takes the same token for theft once ten seconds have passed', async () => {
    const { browser, session } = await joined();
    const tab = browser.tab();
    await refresh(browser);
    await running.identity.core.db
      .collection('sessions')
      .updateOne({ _id: session.sessionId }, { $inc: { rotatedAt: -10_001 } });
    expect((await refresh(tab)).status).toBe(401);
    expect(await rows('sessions', { _id: session.sessionId })).toEqual([]);
  });

  it('lets nobody end a session with an invented token', async () => {
    const { browser, session } = await joined();
    const forger = visit();
    const genuine = browser.cookies.get('ks_refresh')!;
    const forged = [
      `user.${session.sessionId}.${'A'.repeat(43)}.${'A'.repeat(43)}`,
      'x',
      genuine.replace('user', 'staff'),
    ];
    for (const text of forged) {
      forger.cookies.set('ks_refresh', text);
      expect((await refresh(forger)).status).toBe(401);
      forger.cookies.set('ks_refresh', text);
      expect((await forger.del(`${api}/session`)).status).toBe(204);
    }
    expect((await refresh(browser)).status).toBe(200);
  });

  it('ends a session by signing out: its tokens are refused at once, and everybody is told', async () => {
    const { browser, session } = await joined();
    const stolen = browser.tab();
    expect((await browser.del(`${api}/session`)).status).toBe(204);
    expect(browser.cookies.size).toBe(0);
    expect((await stolen.get(`${api}/users`)).status).toBe(401);
    expect((await refresh(stolen)).status).toBe(401);
    await eventually(() =>
      expect(heardOf(sessionRevoked.key, { sessionId: session.sessionId })).toHaveLength(1),
    );
    expect((await browser.del(`${api}/session`)).status).toBe(204);
  });

  it('demands that a sign-in comes from the application’s own pages', async () => {
    const { email } = await joined();
    const answer = await signIn(visitor(running.identity.url, 'https://ailleurs.example'), email);
    expect(answer.status).toBe(403);
  });

  it('lets an access token live ten minutes by the shiftable clock, and a session thirty days', async () => {
    const { browser } = await joined();
    const days = browser.tab();
    await later(11 / 1_440, async () => {
      expect((await browser.get(`${api}/users`)).status).toBe(401);
      expect((await whoAmI(browser)).session).toBeNull();
      expect((await whoAmI(browser)).refreshable).toBe(true);
      expect((await refresh(browser)).status).toBe(200);
      expect((await browser.get(`${api}/users`)).status).toBe(200);
    });
    await later(31, async () => expect((await refresh(days)).status).toBe(401));
  });

  it.each([
    ['no algorithm', (token: string) => `${enc({ alg: 'none', typ: 'JWT' })}.${token.split('.')[1]}.`],
    ['another role', (token: string) => swap(token, { role: 'administrator', manager: true, sid: newId() })],
    [
      'a key that nobody announced',
      () => jwt.sign({ sub: newId() }, 'x'.repeat(32), { issuer: 'kstudio', keyid: newId() }),
    ],
    ['nothing in it', () => '..'],
  ])('refuses a token with %s', async (_what, forge) => {
    const { browser } = await joined();
    browser.cookies.set('ks_access', forge(browser.cookies.get('ks_access')!));
    expect((await browser.get(`${api}/users`)).status).toBe(401);
  });
  const enc = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const swap = (token: string, claims: object) => {
    const [head, body = '', mac] = token.split('.');
    const said = JSON.parse(Buffer.from(body, 'base64url').toString());
    return [head, enc({ ...said, ...claims }), mac].join('.');
  };

  it('seals its signing keys, announces them, and signs with the next one only when it is known', async () => {
    const [first] = await rows('token-keys');
    expect(JSON.stringify(first)).not.toMatch(/"d":|PRIVATE/);
    const kids = async () =>
      (await visit().get(`${api}/keys`)).body.keys.map(({ kid }: { kid: string }) => kid);
    // Another test may have been a month ahead: the next key is then there already.
    expect((await kids())[0]).toBe(first!._id);
    await eventually(() => expect(heardOf(signingKeyAnnounced.key, { kid: first!._id })).toHaveLength(1));
    const { browser, email } = await joined();
    await later(27.5, async () => {
      await eventually(async () => expect(await kids()).toHaveLength(2));
      const [, next] = await kids();
      await eventually(() => expect(heardOf(signingKeyAnnounced.key, { kid: next! })).toHaveLength(1));
      await signIn(browser, email);
      expect(kidOf(browser)).toBe(first!._id);
      await later(1, async () => {
        await signIn(browser, email);
        expect(kidOf(browser)).toBe(next);
        expect((await browser.get(`${api}/users`)).status).toBe(200);
        expect(await kids()).toHaveLength(2);
      });
      await later(28, () => eventually(async () => expect(await kids()).not.toContain(first!._id)));
    });
  });
  const kidOf = (browser: Visitor) =>
    jwt.decode(browser.cookies.get('ks_access')!, { complete: true })!.header.kid as string;

  it('verifies with keys that another replica made', async () => {
    const { browser } = await joined();
    const replica = await startService('identity', config(), build);
    try {
      const there = visitor(replica.url, undefined, new Map(browser.cookies));
      expect((await there.get(`${api}/users`)).status).toBe(200);
      expect((await there.del(`${api}/session`)).status).toBe(204);
      await eventually(async () => expect((await browser.get(`${api}/users`)).status).toBe(401));
    } finally {
      await replica.stop();
    }
  });

  it('lets people in during the grace after the end, and no longer', async () => {
    const { browser, clientId, email } = await joined();
    const endedAt = running.identity.core.clock.now().toISOString();
    await account(async (tx) =>
      tx.emit(subscriptionEnded({ clientId, version: 3, endedAt, reason: 'cancelled' })),
    );
    await eventually(async () =>
      expect((await rows('spaces', { _id: clientId }))[0]?.accessEndsAt).toBeTruthy(),
    );
    await later(29, async () => expect((await signIn(visit(), email)).status).toBe(200));
    expect((await refresh(browser)).status).toBe(200);
    await later(31, async () => expect((await signIn(visit(), email)).status).toBe(401));
  });

  it('does not open again what ended, when the facts come in the wrong order', async () => {
    const clientId = newId();
    const ticketHash = sha256(clientId);
    managers.set(clientId, { name: 'Paul Roche', email: newEmail() });
    const now = running.identity.core.clock.now().toISOString();
    const ended = subscriptionEnded({ clientId, version: 3, endedAt: now, reason: 'cancelled' });
    await account(async (tx) => tx.emit(ended));
    await eventually(async () => expect(await rows('spaces', { _id: clientId })).toHaveLength(1));
    const opened = subscriptionOpened({
      clientId,
      version: 2,
      openedAt: now,
      charterVersion: '1',
      ticketHash,
    });
    await account(async (tx) => tx.emit(opened));
    await eventually(async () => expect(await rows('invitations', { clientId })).toHaveLength(1));
    expect((await rows('spaces', { _id: clientId }))[0]).toMatchObject({
      version: 3,
      accessEndsAt: expect.any(Date),
    });
  });

  it('tells everybody of a session that is over, or whose owner may not come in any more', async () => {
    const [first, second] = [await joined(), await joined()];
    await later(31, async () => expect((await refresh(first.browser)).status).toBe(401));
    await running.identity.core.db.collection('grants').deleteMany({ clientId: second.clientId });
    expect((await refresh(second.browser.tab())).status).toBe(401);
    for (const { sessionId } of [first.session, second.session]) {
      await eventually(() => expect(heardOf(sessionRevoked.key, { sessionId })).toHaveLength(1));
    }
    expect((await second.browser.get(`${api}/users`)).status).toBe(401);
  });

  it('revokes the sessions that an access purge takes: their tokens are refused at once, everywhere', async () => {
    const { browser, clientId, session } = await joined();
    expect((await browser.get(`${api}/users`)).status).toBe(200);
    const { holdings } = await purge(clientId, ['access']);
    expect(holdings).toContainEqual(expect.objectContaining({ name: 'sessions', deleted: 1 }));
    expect((await browser.get(`${api}/users`)).status).toBe(401);
    await eventually(() =>
      expect(heardOf(sessionRevoked.key, { sessionId: session.sessionId })).toHaveLength(1),
    );
  });

  it('gives no access token that outlives its session', async () => {
    const { browser, session } = await joined();
    const endsAt = new Date(running.identity.core.clock.now().getTime() + 60_000);
    await running.identity.core.db
      .collection('sessions')
      .updateOne({ _id: session.sessionId }, { $set: { endsAt } });
    expect((await refresh(browser)).status).toBe(200);
    const { exp } = jwt.decode(browser.cookies.get('ks_access')!) as { exp: number };
    expect(exp).toBeLessThanOrEqual(Math.floor(endsAt.getTime() / 1_000));
  });

  it('forgets the means of sign-in of one client, and leaves a person who has another whole', async () => {
    const first = await joined();
    const second = await invited(first.email);
    const browser = visit();
    await accept(browser, second);
    const answer = await purge(first.clientId, ['access']);
    expect(answer.holdings).toContainEqual(expect.objectContaining({ name: 'sessions', deleted: 1 }));
    expect(answer.holdings).toContainEqual(expect.objectContaining({ name: 'credentials', deleted: 0 }));
    expect((await refresh(first.browser)).status).toBe(401);
    expect((await signIn(visit(), first.email)).body.session.clientId).toBe(second.clientId);
    const asked = { clientId: first.clientId };
    expect((await signIn(visit(), first.email, password, asked)).status).toBe(401);
    expect((await browser.post(`${api}/session/client`, asked)).status).toBe(404);
    expect(await rows('memberships', { clientId: first.clientId })).toHaveLength(1);
    const both = await purge(second.clientId, ['access']);
    expect(both.holdings).toContainEqual(expect.objectContaining({ name: 'credentials', deleted: 1 }));
    expect((await signIn(visit(), first.email)).status).toBe(401);
    expect(await rows('people', { email: first.email })).toHaveLength(1);
  });

  it('deletes a person with her last membership, and not before', async () => {
    const first = await joined();
    const second = await invited(first.email);
    await accept(visit(), second);
    const everything = categoryIds.filter((category) => category !== 'proof' && category !== 'technical');
    const half = await purge(first.clientId, everything);
    expect(half.scan.found).toBe(0);
    expect(await rows('people', { email: first.email })).toHaveLength(1);
    expect((await signIn(visit(), first.email)).status).toBe(200);
    const whole = await purge(second.clientId, everything);
    expect(whole.scan.found).toBe(0);
    expect(whole.holdings).toContainEqual(expect.objectContaining({ name: 'people', deleted: 1 }));
    expect(await rows('people', { email: first.email })).toEqual([]);
    expect(await rows('credentials', { _id: first.session.personId })).toEqual([]);
  });

  it('makes the first operator once, for who has the one-time token', async () => {
    const first = `${api}/staff/first`;
    const operator = { name: 'Hélène Astier', email: 'Helene.Astier@knowmore.fr', password };
    expect((await visit().get(first)).body).toEqual({ open: true });
    expect((await visit().post(first, { ...operator, token: 'x'.repeat(32) })).status).toBe(401);
    expect((await visit().post(first, { ...operator, token: firstToken, password: 'court' })).status).toBe(
      400,
    );
    const answers = await Promise.all(
      [1, 2].map(() => visit().post(first, { ...operator, token: firstToken })),
    );
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 410]);
    expect((await visit().get(first)).body).toEqual({ open: false });
    const browser = visit();
    const answer = await browser.post(`${api}/staff/sessions`, {
      email: 'helene.astier@knowmore.fr',
      password,
    });
    expect(answer.body.session).toMatchObject({ staff: 'operator', name: 'Hélène Astier', clientId: null });
    expect((await refresh(browser)).body.session.staff).toBe('operator');
    const { email } = answer.body.session;
    const wrong = await visit().post(`${api}/staff/sessions`, { email, password: 'une phrase fausse' });
    expect(wrong.status).toBe(401);
    const refused = { 'details.action': 'staff-sign-in', 'details.outcome': 'refused' };
    expect(JSON.stringify(await rows('audit', refused))).not.toContain(answer.body.session.staffId);
    expect((await browser.get(`${api}/audit`)).body.chain.intact).toBe(true);
    expect((await browser.get(`${api}/users`)).status).toBe(403);
    expect((await browser.del(`${api}/session`)).status).toBe(204);
    expect((await signIn(visit(), 'helene.astier@knowmore.fr')).status).toBe(401);
  });

  it('writes no field that no schema declares, no password, and where a request came from in its trace alone', async () => {
    const metrics = await (await fetch(`${running.identity.adminUrl}/metrics`)).text();
    const strays = metrics.split('\n').filter((line) => /stray/.test(line) && !line.startsWith('#'));
    expect(strays.every((line) => line.endsWith(' 0'))).toBe(true);
    const collections = await running.identity.core.db.db!.listCollections().toArray();
    // Where a sign-in came from stands in its trace alone, for a year.
    for (const { name } of collections.filter((one) => one.name !== 'traces')) {
      const text = JSON.stringify(await rows(name));
      expect({ name, text }).not.toMatchObject({
        text: expect.stringMatching(/127\.0\.0\.1|::1|varlope|user-?agent/i),
      });
      if (!['people', 'staff'].includes(name)) {
        expect({ name, text }).not.toMatchObject({ text: expect.stringContaining('scierie') });
      }
    }
  });
});
