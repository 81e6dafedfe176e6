import { randomUUID } from 'node:crypto';
import { newId, passwordChanged, resetRecipient, sessionRevoked } from '@kstudio/contracts';
import { eventually } from '../../../tests/support/eventually.ts';
import type { Visitor } from '../../../tests/support/visitor.ts';
import { api, firstToken, identityUnderTest, password } from './identity-under-test.ts';

const chosen = 'une varlope, deux serre-joints et un maillet';
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

interface OwnSession {
  sessionId: string;
  present: boolean;
  companyName: string | null;
  openedAt: string;
  usedAt: string;
  endsAt: string;
  keptUntil: string;
  from: { ipAddress: string; userAgent: string; keptUntil: string } | null;
}

describe('what lets a person in', () => {
  const { running, rows, heardOf, visit, later, joined, invited, accept, signIn, refresh } =
    identityUnderTest();
  const listOf = async (browser: Visitor): Promise<OwnSession[]> => {
    const { status, body } = await browser.get(`${api}/access/sessions`);
    expect(status).toBe(200);
    return body.sessions;
  };
  const end = (browser: Visitor, sessionId: string) => browser.del(`${api}/access/sessions/${sessionId}`);
  const endMany = (browser: Visitor, which: string) => browser.post(`${api}/access/sign-out`, { which });
  const change = (browser: Visitor, currentPassword: string, secret: string, headers = {}) =>
    browser.post(`${api}/access/password`, { currentPassword, password: secret }, { headers });
  const elsewhere = async (email: string) => {
    const browser = visit();
    const { sessionId } = (await signIn(browser, email)).body.session as { sessionId: string };
    return { browser, sessionId };
  };
  const isOut = async (browser: Visitor) => {
    expect((await browser.get(`${api}/access/sessions`)).status).toBe(401);
    expect((await refresh(browser)).status).toBe(401);
  };

  describe('her open sessions', () => {
    it('are listed with the browser and the address that opened them, since when, and until when', async () => {
      const { browser, email, clientId, session } = await joined();
      const other = visit();
      await other.post(`${api}/sessions`, { email, password }, { headers: { 'user-agent': firefox } });
      const answer = await browser.get(`${api}/access/sessions`);
      const [latest, first] = answer.body.sessions as [OwnSession, OwnSession];
      expect(answer.body.sessions).toHaveLength(2);
      expect(first).toMatchObject({ sessionId: session.sessionId, present: true });
      expect(first.companyName).toMatch(/^Scierie/);
      expect(latest.present).toBe(false);
      expect(latest.from).toMatchObject({ userAgent: firefox, ipAddress: '127.0.0.1' });
      const [openedAt, endsAt] = [Date.parse(latest.openedAt), Date.parse(latest.endsAt)];
      expect(endsAt - openedAt).toBe(30 * 86_400_000);
      expect(Math.abs(Date.now() - openedAt)).toBeLessThan(60_000);
      expect(latest.from!.keptUntil).toMatch(
        new RegExp(`^${new Date(openedAt + 366 * 86_400_000).getFullYear()}-`),
      );
      expect(answer.body.kept).toMatchObject({ clause: '6.safeguards', category: 'Moyens de connexion' });
      expect(answer.body.noted).toMatchObject({ clause: '5.browsing-term', category: 'Navigation' });
      const [trace] = await rows('traces', { _id: latest.sessionId });
      expect(trace).toMatchObject({ clientId });
    });

    it('say when they were last used, by the clock', async () => {
      const { browser, session } = await joined();
      await later(2, async () => {
        expect((await refresh(browser)).status).toBe(200);
        const [mine] = await listOf(browser);
        expect(mine!.sessionId).toBe(session.sessionId);
        expect(Date.parse(mine!.usedAt) - Date.parse(mine!.openedAt)).toBeGreaterThan(1.9 * 86_400_000);
      });
    });

    it('are hers in all her spaces, and nobody else’s', async () => {
      const her = await joined();
      const second = await invited(her.email);
      const there = visit();
      await accept(there, second);
      const stranger = await joined();
      const companies = (await listOf(her.browser)).map(({ companyName }) => companyName);
      expect(companies).toHaveLength(2);
      const hers = (await listOf(her.browser)).map(({ sessionId }) => sessionId);
      expect(hers).not.toContain(stranger.session.sessionId);
      expect((await visit().get(`${api}/access/sessions`)).status).toBe(401);
    });

    it('are gone at the date that was told, row and all', async () => {
      const { browser, session } = await joined();
      const [mine] = await listOf(browser);
      const daysTo = (iso: string) => (Date.parse(iso) - Date.now()) / 86_400_000;
      await later(daysTo(mine!.endsAt) - 0.01, async () =>
        expect(await rows('sessions', { _id: session.sessionId })).toHaveLength(1),
      );
      // Its day begins in Paris an hour or two before it does in UTC.
      await later(daysTo(mine!.keptUntil), async () => {
        await eventually(async () => expect(await rows('sessions', { _id: session.sessionId })).toEqual([]));
        expect((await refresh(browser)).status).toBe(401);
      });
    });
  });

  describe('ending a session', () => {
    it('makes its access token and its refresh token useless at once, everywhere, and leaves the others', async () => {
      const { browser, email } = await joined();
      const other = await elsewhere(email);
      const before = other.browser.tab();
      expect((await end(browser, other.sessionId)).status).toBe(204);
      await isOut(other.browser);
      await isOut(before);
      await eventually(() =>
        expect(heardOf(sessionRevoked.key, { sessionId: other.sessionId })).toHaveLength(1),
      );
      expect(await listOf(browser)).toHaveLength(1);
      expect((await refresh(browser)).status).toBe(200);
      const [row] = await rows('audit', { 'details.target': other.sessionId });
      expect(row).toMatchObject({ details: { action: 'session-ended' } });
    });

    it('answers somebody else’s session like one that does not exist, and leaves it', async () => {
      const { browser } = await joined();
      const stranger = await joined();
      const [theirs, nobodys, again] = await Promise.all(
        [stranger.session.sessionId, newId(), randomUUID()].map((id) => end(browser, id)),
      );
      expect(theirs).toMatchObject({ status: 404 });
      const seen = [theirs, nobodys, again].map((answer) => {
        const { requestId: _, instance: __, ...rest } = answer!.body;
        return JSON.stringify([answer!.status, rest]);
      });
      expect(new Set(seen).size).toBe(1);
      expect(await listOf(stranger.browser)).toHaveLength(1);
    });

    it('in two tabs at once ends it once; the other tab is told that it is gone', async () => {
      const { browser, email } = await joined();
      const other = await elsewhere(email);
      const tab = browser.tab();
      const statuses = await Promise.all([end(browser, other.sessionId), end(tab, other.sessionId)]);
      expect(statuses.map(({ status }) => status).sort((a, b) => a - b)).toEqual([204, 404]);
      await eventually(() =>
        expect(heardOf(sessionRevoked.key, { sessionId: other.sessionId })).toHaveLength(1),
      );
    });

    it('ends her own when she says so, and takes its cookies away', async () => {
      const { browser, session } = await joined();
      const kept = browser.tab();
      expect((await end(browser, session.sessionId)).status).toBe(204);
      expect([...browser.cookies.keys()]).toEqual([]);
      await isOut(kept);
    });

    it('everywhere else leaves this one; everywhere leaves none', async () => {
      const { browser, email } = await joined();
      const others = [await elsewhere(email), await elsewhere(email)];
      expect((await endMany(browser, 'others')).body).toEqual({ ended: 2 });
      for (const other of others) await isOut(other.browser);
      expect(await listOf(browser)).toHaveLength(1);
      expect((await endMany(browser, 'others')).body).toEqual({ ended: 0 });
      const last = await elsewhere(email);
      const kept = browser.tab();
      expect((await endMany(browser, 'all')).body).toEqual({ ended: 2 });
      expect([...browser.cookies.keys()]).toEqual([]);
      for (const out of [kept, last.browser]) await isOut(out);
      expect((await endMany(browser, 'nobody')).status).toBe(401);
    });
  });

  describe('changing the password', () => {
    const told = async (ownerId: string, collection = 'password-resets') => {
      const found = await rows(collection, { ownerId });
      return Promise.all(
        found.map(async ({ _id }) => running.notifier.core.ask(resetRecipient, { resetId: String(_id) })),
      );
    };

    it('asks for the present one; then the old is dead, every other session ends, and she is told', async () => {
      const { browser, email, clientId, session } = await joined();
      const other = await elsewhere(email);
      expect((await change(browser, password, chosen)).status).toBe(204);
      await isOut(other.browser);
      expect(await listOf(browser)).toMatchObject([{ sessionId: session.sessionId, present: true }]);
      expect((await refresh(browser)).status).toBe(200);
      expect((await signIn(visit(), email)).status).toBe(401);
      expect((await signIn(visit(), email, chosen)).status).toBe(200);
      const [reset] = await rows('password-resets', { ownerId: session.personId });
      await eventually(() =>
        expect(heardOf(passwordChanged.key, { resetId: String(reset!._id) })).toHaveLength(1),
      );
      const [recipient] = await told(session.personId);
      expect(recipient).toMatchObject({ found: true, email, changed: true, signedIn: true, locale: 'fr' });
      expect(recipient).not.toHaveProperty('token');
      expect(
        await rows('audit', { 'details.action': 'password-changed', 'details.clientId': clientId }),
      ).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ details: expect.objectContaining({ actor: session.personId }) }),
        ]),
      );
      await later(8, async () =>
        eventually(async () =>
          expect(await rows('password-resets', { ownerId: session.personId })).toEqual([]),
        ),
      );
    });

    it('says at its field that the present one is wrong, notes it, and changes nothing', async () => {
      const { browser, email, clientId, session } = await joined();
      const answer = await change(browser, 'un établi de trop', chosen);
      expect(answer).toMatchObject({ status: 400, body: { fields: [{ path: 'currentPassword' }] } });
      expect(answer.body.type).toMatch(/current-password-refused$/);
      expect((await signIn(visit(), email)).status).toBe(200);
      expect(await told(session.personId)).toEqual([]);
      expect(
        await rows('audit', { 'details.action': 'password-change', 'details.clientId': clientId }),
      ).toMatchObject([{ details: { outcome: 'refused', actor: session.personId } }]);
    });

    it('keeps the rules of joining, and takes no password for its own successor', async () => {
      const { browser, email } = await joined();
      for (const weak of ['court', email, 'motdepasse1234', password]) {
        const answer = await change(browser, password, weak);
        expect(answer).toMatchObject({ status: 400, body: { fields: [{ path: 'password' }] } });
      }
      expect((await signIn(visit(), email)).status).toBe(200);
    });

    it('counts tries with those of signing in, and forgives them when it is made', async () => {
      const { browser, email } = await joined();
      for (let tries = 0; tries < 19; tries += 1)
        expect((await change(browser, `faux numéro ${tries} de la suite`, chosen)).status).toBe(400);
      expect((await change(browser, password, chosen)).status).toBe(204);
      for (let tries = 0; tries < 20; tries += 1)
        await change(browser, `faux numéro ${tries} de la suite`, password);
      expect((await change(browser, chosen, password)).status).toBe(429);
      expect((await signIn(visit(), email, chosen)).status).toBe(429);
    });

    it('is made once however often it is asked by the same key', async () => {
      const { browser, session } = await joined();
      const key = { 'idempotency-key': newId() };
      expect((await change(browser, password, chosen, key)).status).toBe(204);
      expect((await change(browser, password, chosen, key)).status).toBe(204);
      expect((await change(browser, password, 'un autre rabot encore', key)).status).toBe(422);
      expect(await told(session.personId)).toHaveLength(1);
    });

    it('in two tabs at once makes one of them, and tells the other that the present one is another', async () => {
      const { browser, email, session } = await joined();
      const tab = browser.tab();
      const wanted = [chosen, 'un trusquin, une équerre et un compas'] as const;
      const answers = await Promise.all([
        change(browser, password, wanted[0]),
        change(tab, password, wanted[1]),
      ]);
      expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([204, 400]);
      const made = wanted[answers.findIndex(({ status }) => status === 204)]!;
      const refused = answers.find(({ status }) => status === 400)!;
      expect(refused.body.fields).toMatchObject([{ path: 'currentPassword' }]);
      expect((await signIn(visit(), email, made)).status).toBe(200);
      expect(await told(session.personId)).toHaveLength(1);
    });

    it('leaves no session that was being opened by the old one', async () => {
      const { browser, email, session } = await joined();
      const entering = Array.from({ length: 6 }, () => visit());
      const [, ...entered] = await Promise.all([
        change(browser, password, chosen),
        ...entering.map((one) => signIn(one, email)),
      ]);
      expect(entered.every(({ status }) => status === 200 || status === 401)).toBe(true);
      for (const one of entering) await isOut(one);
      expect(await listOf(browser)).toMatchObject([{ sessionId: session.sessionId }]);
    });

    it('kills the link of a forgotten one', async () => {
      const { browser, email, session } = await joined();
      await visit().post(`${api}/password-resets`, { email });
      const reset = await eventually(async () => {
        const [found] = await rows('password-resets', { ownerId: session.personId });
        expect(found).toBeDefined();
        return running.notifier.core.ask(resetRecipient, { resetId: String(found!._id) });
      });
      const token = (reset as { token: string }).token;
      expect((await change(browser, password, chosen)).status).toBe(204);
      expect((await visit().post(`${api}/password-resets/look`, { token })).status).toBe(410);
    });
  });

  it('is managed by Knowmore’s own staff the same way', async () => {
    const member = { name: 'Hélène Astier', email: 'helene.astier@knowmore.example', password };
    const first = visit();
    const made = await first.post(`${api}/staff/first`, { ...member, token: firstToken });
    const { staffId, sessionId } = made.body.session;
    const enter = async (secret: string) => {
      const browser = visit();
      const answer = await browser.post(`${api}/staff/sessions`, { email: member.email, password: secret });
      return { browser, answer };
    };
    const other = await enter(password);
    const listed = await first.get(`${api}/access/sessions`);
    expect(listed.body.sessions).toHaveLength(2);
    expect(listed.body.kept.category).toBe('Comptes du personnel de Knowmore');
    expect(listed.body.sessions[1]).toMatchObject({ sessionId, present: true, companyName: null });
    expect((await change(first, 'ce n’est pas lui', chosen)).body.fields).toMatchObject([
      { path: 'currentPassword' },
    ]);
    expect((await change(first, password, chosen)).status).toBe(204);
    await isOut(other.browser);
    expect((await enter(password)).answer.status).toBe(401);
    expect((await enter(chosen)).answer.status).toBe(200);
    const [reset] = await rows('staff-password-resets', { ownerId: staffId });
    expect(await running.notifier.core.ask(resetRecipient, { resetId: String(reset!._id) })).toMatchObject({
      found: true,
      staff: true,
      signedIn: true,
      changed: true,
    });
    expect((await endMany(first, 'others')).body).toEqual({ ended: 1 });
    expect((await endMany(first, 'all')).body).toEqual({ ended: 1 });
  });
});
