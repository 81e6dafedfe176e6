import { randomBytes } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { type Newcomer, subscribeNewcomer } from '../support/newcomer.ts';
import { ready } from '../support/ready.ts';
import { expectSound, openBrowser, type Seat, type Visit, visit } from './browser.ts';
import { linkFor } from './mailbox.ts';
import { wordsIn } from './subscribe-by-hand.ts';

/** An administrator invites a colleague; the colleague joins, asks for a correction of her record, and it is made. */
const seats: Seat[] = [
  { locale: 'fr', width: 1280, theme: 'light' },
  { locale: 'en', width: 390, theme: 'dark' },
];
const system = ready();
jest.setTimeout(120_000);
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

describe.each(seats)('an administrator and a colleague, in $locale, $width pixels wide, $theme', (seat) => {
  const words = wordsIn(seat.locale);
  const mark = randomBytes(3).toString('hex');
  const colleague = { name: `Nadia Benali-${mark}`, email: `nadia.${mark}@legoff.example` };
  const newName = `Nadia Morel-${mark}`;
  let manager: Newcomer;
  let boss: Visit;
  let her: Visit;

  beforeAll(async () => {
    manager = await subscribeNewcomer(system);
    boss = await visit(browser, seat, system.application);
    her = await visit(browser, seat, system.application);
    const { page } = boss;
    await page.goto('/sign-in?next=/space/users');
    await page.getByLabel(words.access.signIn.email, { exact: true }).fill(manager.email);
    await page.getByLabel(words.access.signIn.password, { exact: true }).fill(manager.password);
    await page.getByRole('button', { name: words.access.signIn.submit }).click();
  });
  afterAll(() => Promise.all([boss?.context.close(), her?.context.close()]));

  test('she is told what is missing, then declares the colleague', async () => {
    const { page } = boss;
    await page.getByText(words.users.alone).waitFor();
    await expectSound(boss);
    await page.getByRole('button', { name: words.users.declare.open }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: words.users.declare.submit }).click();
    await dialog.getByText(words.subscribe.errors.required).first().waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('user-name');
    await dialog.getByLabel(words.users.name).fill(colleague.name);
    await dialog.getByLabel(words.users.email).fill(colleague.email);
    await expectSound(boss);
    await dialog.getByRole('button', { name: words.users.declare.submit }).click();
    await page.getByRole('row', { name: colleague.name }).waitFor();
    await dialog.waitFor({ state: 'hidden' });
    await expectSound(boss);
  });

  test('the colleague follows the link of her mail, chooses a password, and is in the space', async () => {
    const { page } = her;
    await page.goto(await linkFor(system, colleague.email, 'join#ticket'));
    await page.getByLabel(words.access.confirm.password, { exact: true }).waitFor();
    expect(new URL(page.url()).hash).toBe('');
    await expectSound(her);
    await page
      .getByLabel(words.access.confirm.password, { exact: true })
      .fill(`deux serre-joints et ${mark}`);
    await page.getByRole('button', { name: words.access.confirm.open }).click();
    await page.getByRole('heading', { level: 1, name: words.space.title }).waitFor();
    await expectSound(her);
  });

  test('she sees her record, and asks for a correction', async () => {
    const { page } = her;
    await page.getByRole('button', { name: words.shell.session.menu }).click();
    await page.getByRole('menuitem', { name: words.users.record.title }).click();
    await page.getByRole('heading', { level: 1, name: words.users.record.title }).waitFor();
    await page.getByRole('button', { name: words.users.record.submit }).click();
    await page.getByText(words.users.record.nothing).waitFor();
    await page.getByLabel(words.users.name, { exact: true }).fill(newName);
    await page.getByRole('button', { name: words.users.record.submit }).click();
    await page.getByRole('listitem').getByText(words.users.corrections.states.open).waitFor();
    await expectSound(her);
  });

  test('the administrator makes it, and both see what was and what is', async () => {
    await boss.page.reload();
    await boss.page.getByRole('button', { name: words.users.corrections.make }).click();
    await boss.page.getByRole('row', { name: newName }).waitFor();
    await boss.page.getByRole('listitem').getByText(words.users.corrections.states.made).waitFor();
    await expectSound(boss);
    await her.page.reload();
    await her.page.getByRole('listitem').getByText(colleague.name).waitFor();
    await expectSound(her);
  });

  test('the administrator removes her: she is asked to be sure, and the access is over', async () => {
    const { page } = boss;
    await page.getByRole('button', { name: newName }).click();
    await page.getByRole('menuitem', { name: words.users.actions.remove }).click();
    await page.getByRole('dialog').getByRole('button', { name: words.users.remove.yes }).click();
    await page.getByRole('row', { name: newName }).waitFor({ state: 'detached' });
    await expectSound(boss);
    her.expectStatus(401, '/api/identity/record');
    her.expectStatus(401, '/api/identity/corrections');
    her.expectStatus(401, '/api/identity/sessions/refresh');
    await her.page.goto('/record');
    await her.page.getByLabel(words.access.signIn.email, { exact: true }).waitFor();
  });
});
