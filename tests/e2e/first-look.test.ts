import type { Browser, Page } from 'playwright-core';
import { type Newcomer, subscribeNewcomer } from '../support/newcomer.ts';
import { ready } from '../support/ready.ts';
import { expectSound, openBrowser, type Seat, type Visit, visit } from './browser.ts';
import { wordsIn } from './subscribe-by-hand.ts';

/** Where somebody stumbled who saw the product for the first time. */
const system = ready();
jest.setTimeout(120_000);
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

describe.each<Seat>([
  { locale: 'fr', width: 390, theme: 'dark' },
  { locale: 'en', width: 1280, theme: 'light' },
])('at first sight, in $locale, $width pixels wide, $theme', (seat) => {
  const { access, account, shell, space, users, write } = wordsIn(seat.locale);
  let manager: Newcomer;
  let her: Visit;
  let page: Page;
  beforeAll(async () => {
    manager = await subscribeNewcomer(system);
    her = await visit(browser, seat, system.application);
    page = her.page;
    await page.goto('/sign-in?next=/account');
    await page.getByLabel(access.signIn.email, { exact: true }).fill(manager.email);
    await page.getByLabel(access.signIn.password, { exact: true }).fill(manager.password);
    await page.getByRole('button', { name: access.signIn.submit }).click();
  });
  afterAll(() => her?.context.close());

  test('the account says that sign-ins are noted, beside the browsing that is not', async () => {
    await page.getByText(account.collected.none).waitFor();
    await page.getByText(account.collected.signIns).waitFor();
    await expectSound(her);
  });

  test('the end of the account page is one click away', async () => {
    await page.getByRole('navigation', { name: account.onThisPage }).getByText(account.end.title).click();
    const heading = page.getByRole('heading', { name: account.end.title });
    const top = () => heading.evaluate((element) => element.getBoundingClientRect().top);
    expect(await top()).toBeLessThan(860);
    await expectSound(her);
  });

  test('who keeps the records is not told to ask herself', async () => {
    await page.goto('/record');
    await page.getByText(users.record.keepsItself).waitFor();
    expect(await page.getByRole('button', { name: users.record.submit }).count()).toBe(0);
    await expectSound(her);
  });

  test('what an image shows is asked where the image is, however long the text', async () => {
    await page.goto('/space');
    await page.getByRole('button', { name: space.create.open }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(space.create.name).fill('Une longue page');
    await dialog.getByRole('button', { name: space.create.submit }).click();
    await page.locator('#content-body').focus();
    for (let line = 0; line < 60; line += 1) await page.keyboard.press('Enter');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: pixel });
    const field = page.getByLabel(write.image.text);
    await field.waitFor();
    expect(await field.evaluate((element) => element.getBoundingClientRect().top)).toBeGreaterThan(0);
    await expectSound(her);
  });

  test('what was just written is read at once, and from there published and shared', async () => {
    await page.locator('#content-body').focus();
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Écrit à l’instant.');
    await page.getByRole('link', { name: write.next }).click();
    await page.getByRole('article').getByText('Écrit à l’instant.').waitFor();
    await page.getByRole('heading', { name: space.publication.title }).waitFor();
    await page.getByRole('button', { name: space.actions.share }).click();
    await page.getByRole('dialog').getByText(space.share.text).waitFor();
    await expectSound(her);
  });

  test('an account that ended says what to do while the space still opens', async () => {
    await manager.guest.demand(200, 'POST', `/api/account/clients/${manager.clientId}/end`, {});
    await page.goto('/account');
    await page.getByRole('heading', { name: account.overTitle }).waitFor();
    expect(await page.getByText(account.readyText).count()).toBe(0);
    await expectSound(her);
  });

  test('the choice about cookies follows the theme and the language that the page changes to', async () => {
    const guest = await visit(browser, { ...seat, theme: 'light' }, system.application, { asked: true });
    await guest.page.goto('/');
    const box = guest.page.locator('.ks-choice');
    await box.waitFor();
    const ground = () => box.evaluate((element) => getComputedStyle(element).backgroundColor);
    const day = await ground();
    await guest.page.emulateMedia({ colorScheme: 'dark' });
    await box.evaluate(() => new Promise(requestAnimationFrame));
    expect(await ground()).not.toBe(day);
    await guest.page
      .getByRole('button', { name: shell.language[seat.locale === 'fr' ? 'en' : 'fr'] })
      .click();
    const other = seat.locale === 'fr' ? 'en' : 'fr';
    await guest.page.locator(`.ks-choice[lang=${other}]`).waitFor();
    await expectSound(guest);
    await guest.context.close();
  });

  test('the root of the reading sites does not say that nothing is published', async () => {
    const guest = await visit(browser, seat, system.sites);
    await guest.page.goto('/');
    const title = seat.locale === 'fr' ? 'Les sites de lecture' : 'The reading sites';
    await guest.page.getByRole('heading', { level: 1, name: title }).waitFor();
    await guest.context.close();
  });
});
