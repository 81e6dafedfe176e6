import { resetRecipient, sessionRevoked } from '@kstudio/contracts';
import { eventually } from '../../../tests/support/eventually.ts';
import { api, firstToken, identityUnderTest, password } from './identity-under-test.ts';

const chosen = 'une varlope, deux serre-joints et un maillet';

describe('the team that runs the platform', () => {
  const { running, rows, heardOf, visit, later } = identityUnderTest();
  let operator: ReturnType<typeof visit>;
  const yann = { name: 'Yann Le Bihan', email: 'yann.lebihan@knowmore.example', role: 'support' };

  const declare = (member: object, by = operator) => by.post(`${api}/staff`, member);
  const team = async () => (await operator.get(`${api}/staff`)).body as Record<string, unknown>[];
  const linkOf = (ownerId: string) =>
    eventually(async () => {
      const [reset] = await rows('staff-password-resets', { ownerId, usedAt: null });
      const answer = await running.notifier.core.ask(resetRecipient, { resetId: String(reset!._id) });
      if (!answer.found || !answer.token) throw new Error('no link yet');
      return answer;
    });
  const choose = (token: string) => visit().post(`${api}/password-resets/use`, { token, password: chosen });
  const signIn = async (email: string) => {
    const browser = visit();
    const answer = await browser.post(`${api}/staff/sessions`, { email, password: chosen });
    return { browser, answer };
  };

  beforeAll(async () => {
    operator = visit();
    const first = { name: 'Hélène Astier', email: 'helene.astier@knowmore.example', password };
    await operator.post(`${api}/staff/first`, { ...first, token: firstToken });
  });

  it('is joined by whoever an operator declares, through a link that is her first password’s', async () => {
    const { status, body } = await declare(yann);
    expect(status).toBe(201);
    const { staffId } = body as { staffId: string };
    expect(await team()).toEqual([
      expect.objectContaining({ name: 'Hélène Astier', role: 'operator', joinedAt: expect.any(String) }),
      { staffId, ...yann, joinedAt: null },
    ]);
    const link = await linkOf(staffId);
    expect(link).toMatchObject({ email: yann.email, staff: true, invited: true });
    expect((await choose(link.token!)).status).toBe(204);
    const { answer } = await signIn(yann.email);
    expect(answer.body.session).toMatchObject({ staff: 'support', name: 'Yann Le Bihan' });
    expect((await team())[1]).toMatchObject({ joinedAt: expect.any(String) });
  });

  it('is no matter of support: it cannot see, declare or take anybody out', async () => {
    const { browser, answer } = await signIn(yann.email);
    const { staffId } = answer.body.session as { staffId: string };
    expect((await browser.get(`${api}/staff`)).status).toBe(403);
    expect((await declare({ ...yann, email: 'a@knowmore.example' }, browser)).status).toBe(403);
    expect((await browser.post(`${api}/staff/${staffId}/departure`, {})).status).toBe(403);
  });

  it('has each address once, and sends a link again to who has not joined', async () => {
    expect((await declare(yann)).body.type).toMatch(/staff-declared-already$/);
    const { staffId } = (await declare({ ...yann, email: 'lea@knowmore.example' })).body as {
      staffId: string;
    };
    const before = await linkOf(staffId);
    expect((await operator.post(`${api}/staff/${staffId}/invitation`, {})).status).toBe(204);
    const after = await linkOf(staffId);
    expect((await choose(before.token!)).status).toBe(410);
    expect((await choose(after.token!)).status).toBe(204);
    expect((await operator.post(`${api}/staff/${staffId}/invitation`, {})).body.type).toMatch(
      /staff-joined$/,
    );
  });

  it('is left at once and everywhere, and forgotten a year later; nobody takes herself out', async () => {
    const { browser, answer } = await signIn(yann.email);
    const { staffId, sessionId } = answer.body.session as { staffId: string; sessionId: string };
    const [me] = await team();
    expect((await operator.post(`${api}/staff/${String(me!.staffId)}/departure`, {})).body.type).toMatch(
      /not-yourself$/,
    );
    expect((await operator.post(`${api}/staff/${staffId}/departure`, {})).status).toBe(204);
    await eventually(() => expect(heardOf(sessionRevoked.key, { sessionId })).toHaveLength(1));
    expect((await browser.get(`${api}/sessions/mine`)).status).toBe(401);
    expect((await signIn(yann.email)).answer.status).toBe(401);
    expect((await operator.post(`${api}/staff/${staffId}/departure`, {})).status).toBe(404);
    expect(await rows('staff', { _id: staffId })).toHaveLength(1);
    await later(367, () => eventually(async () => expect(await rows('staff', { _id: staffId })).toEqual([])));
  });
});
