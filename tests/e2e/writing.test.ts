import { randomBytes } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { eventually } from '../support/eventually.ts';
import { type Newcomer, subscribeNewcomer } from '../support/newcomer.ts';
import { ready } from '../support/ready.ts';
import { expectSound, openBrowser, type Seat, type Visit, visit } from './browser.ts';
import { wordsIn } from './subscribe-by-hand.ts';

/** Somebody writes: it is saved as she types, in two tabs, without a network, with images; versions bring it back. */
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

const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** Pastes as a person does, with what another program put on the clipboard. */
const paste = (page: Page, what: { html?: string; png?: string }) =>
  page.locator('.ProseMirror').evaluate((editor, { html, png: bytes }) => {
    const data = new DataTransfer();
    if (html) data.setData('text/html', html);
    if (bytes) {
      const content = Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0));
      data.items.add(new File([content], 'plan.png', { type: 'image/png' }));
    }
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    editor.dispatchEvent(event);
  }, what);

describe.each(seats)('somebody who writes, in $locale, $width pixels wide, $theme', (seat) => {
  const words = wordsIn(seat.locale);
  const mark = randomBytes(3).toString('hex');
  const title = `Affûter un rabot ${mark}`;
  let manager: Newcomer;
  let her: Visit;
  let page: Page;
  let address: string;
  const body = () => page.getByRole('textbox', { name: words.write.bodyLabel });
  const saved = (at = page) =>
    at
      .getByRole('status')
      .filter({ hasText: /^(Enregistré|Saved)( |$)/ })
      .waitFor();
  /** The end of the text, whatever was chosen before. */
  const goToEnd = async (at = page) => {
    await at.getByRole('textbox', { name: words.write.bodyLabel }).focus();
    await at.keyboard.press('ControlOrMeta+End');
    // The editor hears of a caret that the browser moved a moment later, and no hand is as fast as this test.
    await at.waitForTimeout(200);
  };

  beforeAll(async () => {
    manager = await subscribeNewcomer(system);
    her = await visit(browser, seat, system.application);
    page = her.page;
    await page.goto('/sign-in?next=/space');
    await page.getByLabel(words.access.signIn.email, { exact: true }).fill(manager.email);
    await page.getByLabel(words.access.signIn.password, { exact: true }).fill(manager.password);
    await page.getByRole('button', { name: words.access.signIn.submit }).click();
  });
  afterAll(() => her?.context.close());

  test('finds her space, with nothing of hers in it yet, and begins a content', async () => {
    await page.getByText(words.space.noneYet.title).waitFor();
    await expectSound(her);
    await page.getByRole('button', { name: words.space.create.open }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: words.space.create.submit }).click();
    await dialog.getByText(words.space.create.required).waitFor();
    await dialog.getByLabel(words.space.create.name).fill(title);
    await expectSound(her);
    await dialog.getByRole('button', { name: words.space.create.submit }).click();
    await body().waitFor();
    expect(await page.getByLabel(words.write.titleLabel, { exact: true }).inputValue()).toBe(title);
    address = page.url();
  });

  test('writes by the keyboard alone, and sees that it is saved', async () => {
    await body().focus();
    await page.keyboard.type('## Le fer');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Tenir le fer ');
    await page.keyboard.press('ControlOrMeta+b');
    await page.keyboard.type('bien à plat');
    await page.keyboard.press('ControlOrMeta+b');
    await page.keyboard.press('Enter');
    await page.keyboard.type('- grain 400');
    await page.keyboard.press('Enter');
    await page.keyboard.type('grain 1000');
    await saved();
    expect(await body().locator('h2').textContent()).toBe('Le fer');
    expect(await body().locator('strong').textContent()).toBe('bien à plat');
    expect(await body().locator('li').count()).toBe(2);
    await expectSound(her);
  });

  test('uses the toolbar with one stop of the Tab key, and its arrows', async () => {
    await page.getByRole('button', { name: words.write.tools.heading, exact: true }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    const inFocus = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    expect(await inFocus()).toBe(words.write.tools.bold);
    await page.keyboard.press('End');
    expect(await inFocus()).toBe(words.write.tools.image);
    await page.keyboard.press('ArrowRight');
    expect(await inFocus()).toBe(words.write.tools.heading);
  });

  test('sees in one tab what she writes in the other, at once and both ways', async () => {
    const other = await her.context.newPage();
    await other.goto(address);
    await other.getByText('grain 1000').waitFor();
    await goToEnd(other);
    await other.keyboard.press('Enter');
    await other.keyboard.press('Enter');
    await other.keyboard.type('écrit à côté');
    await body().getByText('écrit à côté').waitFor();
    await page.getByLabel(words.write.summaryLabel, { exact: true }).fill('Un fer qui coupe');
    await eventually(async () => {
      const there = other.getByLabel(words.write.summaryLabel, { exact: true });
      expect(await there.inputValue()).toBe('Un fer qui coupe');
    });
    await saved(other);
    await other.close();
    await saved();
    await expectSound(her);
  });

  test('goes on without a network, is told where it is kept, and loses nothing by a reload', async () => {
    await her.context.setOffline(true);
    await goToEnd();
    await page.keyboard.type(', puis hors ligne');
    await page.getByRole('status').filter({ hasText: words.write.offline }).waitFor();
    await her.context.setOffline(false);
    await saved();
    const blocked = (url: URL) => url.pathname.endsWith('/updates');
    await page.route(blocked, (route) =>
      route.request().method() === 'POST' ? route.abort() : route.fallback(),
    );
    await goToEnd();
    await page.keyboard.type(', puis rechargé');
    await page.getByRole('status').filter({ hasText: words.write.offline }).waitFor();
    await page.reload();
    await body().getByText('puis hors ligne, puis rechargé').waitFor();
    await page.unroute(blocked);
    await saved();
    expect(await page.evaluate(() => Object.keys(sessionStorage).join())).not.toContain('unsent');
    // The requests that found no network are what this is about.
    const others = her.complaints.filter((complaint) => !/updates|ERR_INTERNET_DISCONNECTED/.test(complaint));
    expect(others).toEqual([]);
    her.complaints.length = 0;
    const { html } = await contentOf();
    expect(html).toContain('écrit à côté, puis hors ligne, puis rechargé');
  });

  test('pastes an image, says what it shows, and pastes from elsewhere without what could act', async () => {
    await goToEnd();
    await page.keyboard.press('Enter');
    await paste(page, { png });
    const image = body().locator('img[src*="/images/"]');
    await image.click();
    await page.getByLabel(words.write.image.text).fill('Le fer vu de face');
    await eventually(async () =>
      expect(await image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(1),
    );
    await goToEnd();
    await paste(page, {
      html: '<style>p{color:red}</style><p style="color:red" onclick="a()">collé <b>gras</b><img src="https://elsewhere.example/a.png"><script>a()</script></p>',
    });
    await body().getByText('collé').waitFor();
    await saved();
    const { html } = await contentOf();
    expect(html).toContain('alt="Le fer vu de face"');
    expect(html).toContain('<strong>gras</strong>');
    expect(html).not.toMatch(/elsewhere|style|onclick|script/);
    await expectSound(her);
  });

  test('names a version, goes on, and comes back to it', async () => {
    await page.getByRole('button', { name: words.write.versions.open }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(words.write.versions.name).fill('Avant relecture');
    await dialog.getByRole('button', { name: words.write.versions.keep, exact: true }).click();
    await dialog.getByText('Avant relecture').waitFor();
    await expectSound(her);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await goToEnd();
    await page.keyboard.type(' Une phrase de trop.');
    await saved();
    await page.getByRole('button', { name: words.write.versions.open }).click();
    await dialog.getByRole('listitem').filter({ hasText: 'Avant relecture' }).getByRole('button').click();
    await dialog.getByText('écrit à côté').waitFor();
    await expectSound(her);
    await dialog.getByRole('button', { name: words.write.versions.restore }).click();
    await body().getByText('Une phrase de trop').waitFor({ state: 'detached' });
    await dialog.waitFor({ state: 'hidden' });
    expect((await contentOf()).html).not.toContain('Une phrase de trop');
  });

  test('sees it as a reader does, lets her space read it, finds it again, and deletes it', async () => {
    await page.getByRole('link', { name: words.write.next }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await page.getByRole('img', { name: 'Le fer vu de face' }).waitFor();
    await expectSound(her);
    await page.getByRole('link', { name: words.space.back }).click();
    await page.getByRole('searchbox').fill('AFFUTER');
    const line = page.getByRole('listitem').filter({ hasText: title });
    await line.getByText(words.space.draft).waitFor();
    const act = async (what: string) => {
      await line.getByRole('button').click();
      await page.getByRole('menuitem', { name: what }).click();
    };
    const dialog = page.getByRole('dialog');
    await act(words.space.actions.share);
    await dialog.getByLabel(words.space.share.all).check();
    await expectSound(her);
    await dialog.getByRole('button', { name: words.space.share.submit }).click();
    await line.getByText(words.space.sharedWithAll).waitFor();
    await dialog.waitFor({ state: 'hidden' });
    await expectSound(her);
    await page.getByRole('searchbox').fill('');
    await act(words.space.actions.remove);
    await dialog.waitFor();
    await expectSound(her);
    await dialog.getByRole('button', { name: words.space.remove.yes }).click();
    await page.getByText(words.space.noneYet.title).waitFor();
    await expectSound(her);
  });

  const contentOf = () =>
    manager.guest.demand<{ html: string }>(
      200,
      'GET',
      `/api/content/contents/${/contents\/([\w-]+)/.exec(address)![1]}`,
    );
});
