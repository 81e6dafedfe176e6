import type { Browser } from 'playwright-core';
import { eventually } from '../support/eventually.ts';
import { Guest } from '../support/guest.ts';
import { type Newcomer, signInAgain, subscribeNewcomer } from '../support/newcomer.ts';
import { ready } from '../support/ready.ts';
import { expectSound, openBrowser, type Seat, type Visit, visit } from './browser.ts';
import { mailsTo } from './mailbox.ts';
import { wordsIn } from './subscribe-by-hand.ts';

/** A person looks at what lets her in: she ends a session she does not know, and takes another password. */
const seats: Seat[] = [
  { locale: 'fr', width: 1280, theme: 'light' },
  { locale: 'en', width: 390, theme: 'dark' },
];
const chosen = 'une varlope, deux serre-joints et un maillet';
const system = ready();
jest.setTimeout(120_000);
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

describe.each(seats)('her own access, in $locale, $width pixels wide, $theme', (seat) => {
  const { access, myAccess, shell, subscribe } = wordsIn(seat.locale);
  let newcomer: Newcomer;
  let her: Visit;
  let elsewhere: Visit;

  const signIn = async ({ page }: Visit, password = newcomer.password) => {
    await page.goto('/sign-in?next=/record');
    await page.getByLabel(access.signIn.email, { exact: true }).fill(newcomer.email);
    await page.getByLabel(access.signIn.password, { exact: true }).fill(password);
    await page.getByRole('button', { name: access.signIn.submit }).click();
  };
  const heading = ({ page }: Visit, name: string) =>
    page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
  const sessions = ({ page }: Visit) => page.getByRole('table', { name: myAccess.sessions.title });
  const rowsOf = (at: Visit) => sessions(at).locator('tbody tr');
  const focused = ({ page }: Visit) => page.evaluate(() => document.activeElement?.id);
  const end = new RegExp(`^${myAccess.sessions.endOf.split(/[^\p{L}]+\{\{/u)[0]}`);

  beforeAll(async () => {
    newcomer = await subscribeNewcomer(system);
    her = await visit(browser, seat, system.application);
    elsewhere = await visit(browser, seat, system.application);
  });
  afterAll(() => Promise.all([her?.context.close(), elsewhere?.context.close()]));

  test('is found under her name; each session says from where, and which is this one', async () => {
    await signIn(elsewhere);
    await heading(elsewhere, wordsIn(seat.locale).users.record.title);
    await signIn(her);
    await heading(her, wordsIn(seat.locale).users.record.title);
    await her.page.getByRole('button', { name: shell.session.menu }).press('Enter');
    await her.page.getByRole('menuitem', { name: myAccess.title }).press('Enter');
    await heading(her, myAccess.title);
    await rowsOf(her).nth(2).waitFor();
    expect(await rowsOf(her).count()).toBe(3);
    const [mine, other] = [rowsOf(her).nth(0), rowsOf(her).nth(1)];
    await mine.getByText(myAccess.sessions.present).waitFor();
    await mine.getByText(myAccess.sessions.now).waitFor();
    await other.getByText(/Chrome/).waitFor();
    await expectSound(her);
  });

  test('has the other browser out at the press of a key, on its next step', async () => {
    await rowsOf(her).nth(1).getByRole('button', { name: end }).press('Enter');
    await her.page.getByText(myAccess.sessions.ended).waitFor();
    await eventually(async () => expect(await rowsOf(her).count()).toBe(2));
    expect(await her.page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await expectSound(her);
    elsewhere.expectStatus(401, '/api/identity/sessions/refresh');
    await elsewhere.page.goto('/access');
    await heading(elsewhere, access.signIn.title);
    await expectSound(elsewhere);
  });

  test('says at its field what is wrong with a change of password', async () => {
    const { page } = her;
    const submit = page.getByRole('button', { name: myAccess.password.submit });
    await submit.click();
    await page.getByText(subscribe.errors.required).waitFor();
    expect(await focused(her)).toBe('current-password');
    await page.getByLabel(myAccess.password.current, { exact: true }).fill('ce n’est pas le bon');
    await page.getByLabel(myAccess.password.next, { exact: true }).fill('court');
    await submit.click();
    expect(await focused(her)).toBe('password');
    await expectSound(her);
    await page.getByLabel(myAccess.password.next, { exact: true }).fill(chosen);
    her.expectStatus(400, '/api/identity/access/password');
    await submit.click();
    const words =
      seat.locale === 'fr' ? /Ce n’est pas votre mot de passe actuel/ : /not your present password/;
    await page.getByText(words).waitFor();
    expect(await focused(her)).toBe('current-password');
    await expectSound(her);
  });

  test('takes the new one: nobody else is in any more, the old one is dead, and her mailbox says so', async () => {
    const { page } = her;
    const forgotten = await signInAgain(newcomer);
    await page.getByLabel(myAccess.password.current, { exact: true }).fill(newcomer.password);
    await page.getByRole('button', { name: myAccess.password.submit }).click();
    await page.getByText(myAccess.password.done).waitFor();
    await page.getByText(myAccess.sessions.alone).waitFor();
    expect(await rowsOf(her).count()).toBe(1);
    await expectSound(her);
    for (const guest of [forgotten, newcomer.guest]) {
      const answer = await guest.ask('GET', `/api/account/clients/${newcomer.clientId}`);
      expect(answer.status).toBe(401);
    }
    const { email, password } = newcomer;
    const guest = new Guest(system.application);
    expect((await guest.ask('POST', '/api/identity/sessions', { email, password })).status).toBe(401);
    await eventually(async () => {
      const mails = await mailsTo(system, email);
      const told = mails.filter(({ subject }) => /mot de passe a changé|password has changed/.test(subject));
      expect(told).toHaveLength(1);
      expect(told[0]!.text).toMatch(/Mon accès|My access/);
    }, 30_000);
  });

  test('lets her in elsewhere by the new one, and out everywhere', async () => {
    await signIn(elsewhere, chosen);
    await heading(elsewhere, wordsIn(seat.locale).users.record.title);
    await her.page.getByRole('button', { name: myAccess.sessions.endAll }).click();
    await her.page.getByText(myAccess.sessions.endedAll).waitFor();
    expect(new URL(her.page.url()).pathname).toBe('/');
    await expectSound(her);
    await elsewhere.page.goto('/access');
    await heading(elsewhere, access.signIn.title);
    await expectSound(elsewhere);
  });
});
