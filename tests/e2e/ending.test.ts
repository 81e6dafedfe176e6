import type { Browser, Page } from 'playwright-core';
import { type Newcomer, subscribeNewcomer } from '../support/newcomer.ts';
import { ready } from '../support/ready.ts';
import { expectSound, openBrowser, type Seat, type Visit, visit } from './browser.ts';
import { linkFor } from './mailbox.ts';
import { wordsIn } from './subscribe-by-hand.ts';

/** The door of a subscription that ended: what goes when, an early erasure that is taken back, and the way back in. */
const system = ready();
jest.setTimeout(120_000);
let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

describe.each<Seat>([
  { locale: 'fr', width: 1280, theme: 'light' },
  { locale: 'en', width: 390, theme: 'dark' },
])('a manager whose subscription ended, in $locale, $width pixels wide, $theme', (seat) => {
  const { archive, access, account } = wordsIn(seat.locale);
  let manager: Newcomer;
  let her: Visit;
  let page: Page;

  beforeAll(async () => {
    manager = await subscribeNewcomer(system);
    await manager.guest.demand(200, 'POST', `/api/account/clients/${manager.clientId}/end`, {});
    await manager.guest.demand(202, 'POST', '/api/account/archive/links', { email: manager.email });
    her = await visit(browser, seat, system.application);
    page = her.page;
    await page.goto(await linkFor(system, manager.email, 'archive#token'));
    await page.getByRole('heading', { level: 1, name: manager.given['company'] }).waitFor();
  });
  afterAll(() => her?.context.close());

  test('sees what goes when, and the secret is out of the address', async () => {
    await page.getByRole('table', { name: archive.calendar }).waitFor();
    expect(new URL(page.url()).hash).toBe('');
    await expectSound(her);
  });

  test('asks for everything to be erased by typing the name, and takes it back', async () => {
    const name = page.getByLabel(archive.erasure.name.replace('{{company}}', manager.given['company']!));
    her.expectStatus(409, '/api/account/archive/erasure');
    await name.fill('Une autre entreprise');
    await page.getByRole('button', { name: archive.erasure.submit }).click();
    await page.getByRole('alert').waitFor();
    await expectSound(her);
    await name.fill(manager.given['company']!);
    await page.getByRole('button', { name: archive.erasure.submit }).click();
    const back = page.getByRole('button', { name: archive.erasure.back });
    await back.waitFor();
    await expectSound(her);
    await back.click();
    await page.getByRole('button', { name: archive.erasure.submit }).waitFor();
  });

  test('comes back within the grace, and signs in as before', async () => {
    await page.getByRole('button', { name: archive.back.submit }).click();
    await page.getByText(archive.goesOn).waitFor();
    await expectSound(her);
    await page.getByRole('main').getByRole('link', { name: access.signIn.title }).click();
    await page.getByLabel(access.signIn.email, { exact: true }).fill(manager.email);
    await page.getByLabel(access.signIn.password, { exact: true }).fill(manager.password);
    await page.getByRole('button', { name: access.signIn.submit }).click();
    await page.getByRole('heading', { level: 1, name: account.title }).waitFor();
    await expectSound(her);
  });
});
