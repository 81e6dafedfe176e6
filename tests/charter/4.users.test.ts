import { randomBytes } from 'node:crypto';
import { eventually } from '../support/eventually.ts';
import { Guest } from '../support/guest.ts';
import { type Newcomer, subscribeNewcomer } from '../support/newcomer.ts';
import { ready } from '../support/ready.ts';
import { type Colleague, inviteColleague } from './support/colleague.ts';
import { mailsTo, mailTo } from './support/mail.ts';

/** User records are kept up to date by the space's administrator; a user has hers corrected by asking her. */
const system = ready();
const api = '/api/identity';

describe('4.users', () => {
  let administrator: Newcomer;
  let user: Colleague;
  beforeAll(async () => {
    administrator = await subscribeNewcomer(system);
    user = await invite(administrator, 'Nadia Benali', 'author');
  }, 90_000);

  const invite = (by: Newcomer, name: string, role: string) => inviteColleague(system, by, name, role);
  const records = (of: Newcomer) => of.guest.demand<Record<string, unknown>[]>(200, 'GET', `${api}/users`);

  it('lets the administrator alone see the users of her space', async () => {
    expect(await records(administrator)).toContainEqual(
      expect.objectContaining({ name: 'Nadia Benali', role: 'author', email: user.email, state: 'active' }),
    );
    expect((await user.guest.ask('GET', `${api}/users`)).status).toBe(403);
  });

  it('lets a user see her record, ask for its correction, and be told what became of it', async () => {
    const record = await user.guest.demand(200, 'GET', `${api}/record`);
    expect(record).toMatchObject({ name: 'Nadia Benali', email: user.email, role: 'author' });
    const { correctionId } = await user.guest.demand<{ correctionId: string }>(
      201,
      'POST',
      `${api}/corrections`,
      { name: 'Nadia Benali-Morel', reason: 'Je me suis mariée.' },
    );
    await mailTo(system, administrator.email, /demande la correction/);
    await administrator.guest.demand(204, 'POST', `${api}/corrections/${correctionId}/settlement`, {
      outcome: 'made',
    });
    expect(await user.guest.demand(200, 'GET', `${api}/record`)).toMatchObject({
      name: 'Nadia Benali-Morel',
    });
    const [correction] = await user.guest.demand<object[]>(200, 'GET', `${api}/corrections`);
    expect(correction).toMatchObject({
      before: { name: 'Nadia Benali' },
      wanted: { name: 'Nadia Benali-Morel' },
      settledBy: administrator.given.manager,
      state: 'made',
    });
    await mailTo(system, user.email, /fiche a été corrigée/);
  }, 60_000);

  it('lets nobody else make it: not the user herself, not another client’s administrator', async () => {
    const path = `${api}/users/${user.personId}`;
    expect((await user.guest.ask('PATCH', path, { role: 'administrator' })).status).toBe(403);
    const stranger = await subscribeNewcomer(system);
    const theirs = await stranger.guest.ask('PATCH', path, { name: 'Quelqu’un d’autre' });
    const none = await stranger.guest.ask('PATCH', `${api}/users/${stranger.clientId}`, { name: 'Personne' });
    expect([theirs.status, none.status]).toEqual([404, 404]);
    expect(await records(administrator)).toContainEqual(
      expect.objectContaining({ personId: user.personId, name: 'Nadia Benali-Morel', role: 'author' }),
    );
  }, 60_000);

  it('changes a sign-in address by a link to the new one alone, and lets the old one undo it', async () => {
    const to = `nadia.${randomBytes(4).toString('hex')}@nouvelle.example`;
    const path = `${api}/users/${user.personId}`;
    await administrator.guest.demand(200, 'PATCH', path, { email: to });
    const link = /\/address#make=([\w.-]+)/.exec((await mailTo(system, to, /nouvelle adresse/)).text)?.[1];
    const signIn = (email: string) =>
      new Guest(system.application).ask('POST', `${api}/sessions`, { email, password: user.password });
    expect([(await signIn(user.email)).status, (await signIn(to)).status]).toEqual([200, 401]);
    const stranger = new Guest(system.application);
    const guess = { token: link, password: 'un mot de passe deviné' };
    expect((await stranger.ask('POST', `${api}/addresses/change`, guess)).status).toBe(401);
    await stranger.demand(204, 'POST', `${api}/addresses/change`, {
      token: link,
      password: user.password,
    });
    expect([(await signIn(user.email)).status, (await signIn(to)).status]).toEqual([401, 200]);
    const told = await mailTo(system, user.email, /adresse de connexion .* changé/);
    const undo = /\/address#undo=([\w.-]+)/.exec(told.text)?.[1];
    await stranger.demand(204, 'POST', `${api}/addresses/undo`, { token: undo });
    // Somebody else may know her password: it serves no more, and she renews it by the address that she has back.
    expect([(await signIn(user.email)).status, (await signIn(to)).status]).toEqual([401, 401]);
    await stranger.demand(202, 'POST', `${api}/password-resets`, { email: user.email });
    const renewal = await mailTo(system, user.email, /mot de passe/);
    const token = /\/new-password#token=([\w.~-]+)/.exec(renewal.text)?.[1];
    await stranger.demand(204, 'POST', `${api}/password-resets/use`, { token, password: user.password });
    expect([(await signIn(user.email)).status, (await signIn(to)).status]).toEqual([200, 401]);
  }, 60_000);

  it('ends an access at once when the administrator removes it, and keeps nothing of her', async () => {
    const leaving = await invite(administrator, 'Yves Le Bihan', 'reader');
    await administrator.guest.demand(204, 'DELETE', `${api}/users/${leaving.personId}`);
    await eventually(async () =>
      expect((await leaving.guest.ask('GET', '/api/content/contents')).status).toBe(401),
    );
    expect(JSON.stringify(await records(administrator))).not.toContain('Le Bihan');
    const { email, password } = leaving;
    const again = await new Guest(system.application).ask('POST', `${api}/sessions`, { email, password });
    expect(again.status).toBe(401);
    expect(await mailsTo(system, email)).toHaveLength(1);
  }, 60_000);
});
