import type { Browser } from 'playwright-core';
import { eventually } from '../support/eventually.ts';
import { type Newcomer, subscribeNewcomer } from '../support/newcomer.ts';
import { ready } from '../support/ready.ts';
import { expectSound, openBrowser, type Seat, type Visit, visit } from './browser.ts';
import { mailsTo } from './mailbox.ts';
import { wordsIn } from './subscribe-by-hand.ts';

/** Somebody who forgot her password, from the sign-in page back into her space. */
const seats: Seat[] = [
  { locale: 'fr', width: 390, theme: 'light' },
  { locale: 'en', width: 1280, theme: 'dark' },
];
const system = ready();
jest.setTimeout(120_000);
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

describe.each(seats)('who forgot her password, in $locale, $width pixels wide, $theme', (seat) => {
  const { reset, access, account } = wordsIn(seat.locale);
  const chosen = 'une varlope, deux serre-joints et un maillet';
  let newcomer: Newcomer;
  let her: Visit;
  let link: string;

  beforeAll(async () => {
    newcomer = await subscribeNewcomer(system);
    her = await visit(browser, seat, system.application);
  });
  afterAll(() => her?.context.close());

  const heading = (name: string) => her.page.getByRole('heading', { level: 1, name }).waitFor();

  test('asks for a link below the sign-in form, and is told where to look', async () => {
    await her.page.goto('/sign-in');
    await her.page.getByRole('link', { name: access.signIn.forgotten }).click();
    await heading(reset.ask.title);
    await her.page.getByRole('button', { name: reset.ask.submit }).click();
    expect(await her.page.evaluate(() => document.activeElement?.id)).toBe('email');
    await expectSound(her);
    await her.page.getByLabel(access.signIn.email, { exact: true }).fill(newcomer.email);
    await her.page.getByRole('button', { name: reset.ask.submit }).click();
    await heading(reset.ask.sent.title);
    await her.page.getByText(newcomer.email).waitFor();
    expect(await her.page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await expectSound(her);
  });

  test('follows the link of the mail, whose secret stays out of the address, and chooses another', async () => {
    link = await eventually(async () => {
      const mails = await mailsTo(system, newcomer.email);
      const found = mails.map(({ text }) => /https?:\/\/\S+\/new-password#token=[\w.~-]+/.exec(text)?.[0]);
      expect(found.find(Boolean)).toBeDefined();
      return found.find(Boolean)!;
    }, 30_000);
    await her.page.goto(link);
    await heading(reset.choose.title);
    await her.page.getByLabel(access.confirm.password, { exact: true }).waitFor();
    expect(new URL(her.page.url()).hash).toBe('');
    await expectSound(her);
    await her.page.getByLabel(access.confirm.password, { exact: true }).fill(chosen);
    await her.page.getByRole('button', { name: reset.choose.submit }).click();
    await heading(access.signIn.title);
    await her.page.getByText(reset.choose.done).waitFor();
    await expectSound(her);
  });

  test('signs in with it, while her other browser is out and her mailbox says what happened', async () => {
    await her.page.getByLabel(access.signIn.email, { exact: true }).fill(newcomer.email);
    await her.page.getByLabel(access.signIn.password, { exact: true }).fill(chosen);
    await her.page.getByRole('button', { name: access.signIn.submit }).click();
    await heading(account.title);
    await expectSound(her);
    const other = await newcomer.guest.ask('GET', `/api/account/clients/${newcomer.clientId}`);
    expect(other.status).toBe(401);
    await eventually(async () => {
      const mails = await mailsTo(system, newcomer.email);
      // Beside it another test changes the charter, of which every manager is told.
      expect(mails.filter(({ subject }) => !/chart/i.test(subject))).toHaveLength(4);
    }, 30_000);
  });

  test('is told that the link was used, and where to get another', async () => {
    her.expectStatus(410, '/api/identity/password-resets/look');
    await her.page.goto(link);
    await heading(access.confirm.dead.title);
    await expectSound(her);
    await her.page.getByRole('link', { name: reset.choose.again }).click();
    await heading(reset.ask.title);
  });
});
