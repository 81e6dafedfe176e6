import type { Browser, Page } from 'playwright-core';
import { begin, follow, save } from '../charter/support/writing.ts';
import { Editor } from '../support/editor.ts';
import { type Newcomer, subscribeNewcomer } from '../support/newcomer.ts';
import { ready } from '../support/ready.ts';
import { expectSound, openBrowser, type Seat, type Visit, visit } from './browser.ts';
import { wordsIn } from './subscribe-by-hand.ts';

/** What she wrote is published for everybody, taken back, and taken away; the end is taken back with a click. */
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
])('somebody who publishes, in $locale, $width pixels wide, $theme', (seat) => {
  const words = wordsIn(seat.locale);
  let manager: Newcomer;
  let her: Visit;
  let page: Page;
  let address: string;

  beforeAll(async () => {
    manager = await subscribeNewcomer(system);
    const contentId = await begin(manager.guest, 'Affûter un fer de rabot');
    const editor = new Editor();
    await follow(manager.guest, contentId, editor);
    editor.write('Le fer bien à plat, puis trois grains.');
    await save(manager.guest, contentId, editor);
    editor.leave();
    her = await visit(browser, seat, system.application);
    page = her.page;
    await page.goto(`/sign-in?next=/space/contents/${contentId}`);
    await page.getByLabel(words.access.signIn.email, { exact: true }).fill(manager.email);
    await page.getByLabel(words.access.signIn.password, { exact: true }).fill(manager.password);
    await page.getByRole('button', { name: words.access.signIn.submit }).click();
    await page.getByRole('heading', { level: 1, name: 'Affûter un fer de rabot' }).waitFor();
  });
  afterAll(() => her?.context.close());

  test('names the site of her space, once', async () => {
    await page.getByText(words.space.site.lead).waitFor();
    await expectSound(her);
    const name = page.getByLabel(words.space.site.name);
    expect(await name.inputValue()).toMatch(/^[a-z0-9-]+$/);
    await page.getByRole('button', { name: words.space.site.submit }).click();
    await page.getByText(words.space.publication.none).waitFor();
  });

  test('publishes what it says now, and finds it where everybody does', async () => {
    await page.getByRole('button', { name: words.space.publication.publish }).click();
    const link = page.getByRole('link', { name: /affuter-un-fer-de-rabot/ });
    await link.waitFor();
    await expectSound(her);
    address = (await link.getAttribute('href'))!;
    const reader = await visit(browser, seat, system.sites);
    await reader.page.goto(address);
    await reader.page.getByText('Le fer bien à plat, puis trois grains.').waitFor();
    await expectSound(reader);
    await reader.page.getByRole('link', { name: new RegExp(manager.given['company']!.slice(0, 8)) }).click();
    await reader.page.getByRole('link', { name: 'Affûter un fer de rabot' }).waitFor();
    await expectSound(reader);
    await reader.context.close();
  });

  test('takes the content away as a file', async () => {
    const saving = page.waitForEvent('download');
    await page.getByRole('link', { name: words.space.exports.markdown }).click();
    expect((await saving).suggestedFilename()).toBe('Affûter un fer de rabot.md');
  });

  test('takes it off the site', async () => {
    await page.getByRole('button', { name: words.space.publication.withdraw }).click();
    await page.getByText(words.space.publication.none).waitFor();
    const { status } = await fetch(address);
    expect(status).toBe(404);
  });

  test('takes everything away in one archive', async () => {
    await page.goto('/account');
    const saving = page.waitForEvent('download');
    await page.getByRole('link', { name: words.account.takeAway.download }).click();
    expect((await saving).suggestedFilename()).toMatch(/^k-studio-.*\.zip$/);
    await expectSound(her);
  });

  test('ends the subscription by mistake, and takes the end back', async () => {
    await manager.guest.demand(200, 'POST', `/api/account/clients/${manager.clientId}/end`, {});
    await page.goto('/account');
    await page.getByRole('button', { name: words.account.state.resume }).click();
    await page.getByRole('button', { name: words.account.state.resume }).waitFor({ state: 'detached' });
    await expectSound(her);
  });

  test('finds, signed out, the door of a subscription that ended', async () => {
    const out = await visit(browser, seat, system.application);
    await out.page.goto('/sign-in');
    await out.page.getByRole('link', { name: words.access.signIn.endedLink }).click();
    await out.page.getByLabel(words.archive.ask.email).fill('personne@nulle-part.example');
    await expectSound(out);
    await out.page.getByRole('button', { name: words.archive.ask.submit }).click();
    await out.page.getByRole('heading', { level: 1, name: words.archive.sent.title }).waitFor();
    await expectSound(out);
    await out.context.close();
  });
});
