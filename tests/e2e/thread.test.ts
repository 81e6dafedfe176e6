import type { Browser } from 'playwright-core';
import { ready } from '../support/ready.ts';
import { expectSound, openBrowser, type Seat, type Visit, visit } from './browser.ts';
import { newCompany } from './company.ts';
import { confirmationFor, mailsTo } from './mailbox.ts';
import { fillInForm, wordsIn } from './subscribe-by-hand.ts';

/** The thread of the first promise, as a person walks it in a browser: from the address alone to her account page. */
const seats: Seat[] = [
  { locale: 'fr', width: 1280, theme: 'light' },
  { locale: 'en', width: 390, theme: 'dark' },
];
const system = ready();
/** A browser, six services and axe share two cores. */
jest.setTimeout(120_000);
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

describe.each(seats)('a company, in $locale, $width pixels wide, $theme', (seat) => {
  const words = wordsIn(seat.locale);
  const company = newCompany();
  let her: Visit;

  beforeAll(async () => {
    her = await visit(browser, seat, system.application);
  });
  afterAll(() => her?.context.close());

  const heading = (name: string) => her.page.getByRole('heading', { level: 1, name });
  /** Opens a page from the header; on a phone its pages are folded. */
  const goTo = async (name: string) => {
    const menu = her.page.getByRole('button', { name: words.shell.nav.open });
    if (await menu.isVisible()) await menu.click();
    await her.page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
  };

  test('reads what the place is, and skips to its content by the keyboard', async () => {
    await her.page.goto('/');
    await her.page.getByRole('heading', { level: 1 }).waitFor();
    await her.page.keyboard.press('Tab');
    expect(await her.page.evaluate(() => document.activeElement?.textContent)).toBe(words.shell.skip);
    await her.page.keyboard.press('Enter');
    expect(await her.page.evaluate(() => document.activeElement?.id)).toBe('main');
    await expectSound(her);
  });

  test('reads the charter, clause by clause, and the focus follows her there', async () => {
    await goTo(words.shell.nav.charter);
    await heading(words.charter.title).waitFor();
    await her.page.getByRole('article').first().waitFor();
    expect(await her.page.getByRole('article').count()).toBeGreaterThanOrEqual(18);
    expect(await her.page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    expect(await her.page.evaluate(() => document.documentElement.lang)).toBe(seat.locale);
    await expectSound(her);
  });

  test('sees the offer with its terms, and is told what is missing before anything is sent', async () => {
    await goTo(words.shell.nav.subscribe);
    await her.page.getByRole('button', { name: words.subscribe.submit }).click();
    const summary = her.page.getByRole('group', { name: /\d/ }).first();
    await summary.waitFor();
    expect(await summary.getByRole('link').count()).toBe(8);
    await expectSound(her);
  });

  test('finds what she typed when she comes back from the charter', async () => {
    const name = her.page.getByRole('textbox', { name: words.subscribe.company.name });
    await name.fill(company.name);
    await goTo(words.shell.nav.charter);
    await heading(words.charter.title).waitFor();
    await her.page.goBack();
    await name.waitFor();
    expect(await name.inputValue()).toBe(company.name);
  });

  test('subscribes, once for all her clicks, and learns where to look', async () => {
    await fillInForm(her, words, company);
    await heading(words.subscribe.sent.title).waitFor();
    const mails = her.page.getByRole('main').locator(`a[href="${system.mailSink}"]`);
    expect(await mails.count()).toBe(1);
    await her.page.getByText(company.manager.email).waitFor();
    await expectSound(her);
    const { subject } = await confirmationFor(system, company.manager.email);
    expect(subject.length).toBeGreaterThan(0);
    expect(await mailsTo(system, company.manager.email)).toHaveLength(1);
  });

  test('follows the link of the mail, chooses a password, and is in', async () => {
    const { link } = await confirmationFor(system, company.manager.email);
    await her.page.goto(link);
    await her.page.getByLabel(words.access.confirm.password, { exact: true }).waitFor();
    expect(new URL(her.page.url()).hash).toBe('');
    await expectSound(her);
    await her.page.getByLabel(words.access.confirm.password, { exact: true }).fill(company.password);
    await her.page.getByRole('button', { name: words.access.confirm.open }).click();
    await heading(words.account.title).waitFor();
  });

  test('sees on her account page everything she gave, each with its clause and its term', async () => {
    const { manager, billing } = company;
    const given = [
      company.name,
      company.line1,
      company.postalCode,
      company.city,
      manager.name,
      manager.email,
    ];
    given.push(manager.phone, billing.name, billing.email, company.specifics);
    for (const value of given) {
      const line = her.page.locator('dl > div', { has: her.page.getByText(value, { exact: true }) }).last();
      await line.waitFor();
      expect(await line.getByRole('link', { name: words.shell.clause }).count()).toBe(1);
      expect(await line.locator('dd').count()).toBe(3);
      expect(await line.locator('a[href$="#5.subscription-term"]').count()).toBe(1);
    }
    await her.page.getByText(words.account.ready).waitFor();
    await her.page.getByRole('cell', { name: words.account.notices.kinds.confirmation }).waitFor();
    await expectSound(her);
  });

  test('sees what goes when', async () => {
    await her.page.getByRole('link', { name: words.account.calendar.open }).click();
    await heading(words.account.calendar.title).waitFor();
    await her.page.getByRole('row').nth(5).waitFor();
    await her.page.getByText(words.account.calendar.ifToday).waitFor();
    await expectSound(her);
  });

  test('finds the sample course in her space, and reads it', async () => {
    await goTo(words.shell.nav.space);
    await heading(words.space.title).waitFor();
    await her.page.getByRole('heading', { level: 2, name: words.space.templates }).waitFor();
    await expectSound(her);
    await her.page.getByRole('listitem').getByRole('link').first().click();
    await her.page.getByRole('link', { name: words.space.actions.edit }).waitFor();
    await expectSound(her);
  });

  test('is the administrator of her space', async () => {
    await goTo(words.shell.nav.users);
    const row = her.page.getByRole('row', { name: company.manager.name });
    await row.waitFor();
    expect(await row.textContent()).toContain(words.shell.roles.administrator);
    await expectSound(her);
  });

  test('signs out, is told that the link was used, and signs in again', async () => {
    await her.page.getByRole('button', { name: words.shell.session.menu }).click();
    await her.page.getByRole('menuitem', { name: words.shell.session.signOut }).click();
    await her.page.getByRole('link', { name: words.home.readCharter, exact: true }).waitFor();
    await her.page.getByRole('main').getByRole('link', { name: words.home.subscribe }).first().waitFor();
    await her.page.getByRole('button', { name: words.shell.session.menu }).waitFor({ state: 'detached' });

    her.expectStatus(409, '/api/account/confirmations');
    await her.page.goto((await confirmationFor(system, company.manager.email)).link);
    await her.page.getByRole('main').getByRole('link', { name: words.shell.nav.signIn }).click();
    await her.page.getByLabel(words.access.signIn.email, { exact: true }).fill(company.manager.email);
    await her.page.getByLabel(words.access.signIn.password, { exact: true }).fill(company.password);
    await expectSound(her);
    await her.page.getByRole('button', { name: words.access.signIn.submit }).click();
    await heading(words.account.title).waitFor();
    await expectSound(her);
  });

  test('is led on by the sign-in page while she is in', async () => {
    await her.page.goto('/sign-in?next=/space');
    await heading(words.space.title).waitFor();
    await her.page.goto('/sign-in');
    await heading(words.account.title).waitFor();
    await expectSound(her);
  });
});
