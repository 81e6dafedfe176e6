import type { Browser, Page, Request } from 'playwright-core';
import { eventually } from '../support/eventually.ts';
import { subscribeNewcomer } from '../support/newcomer.ts';
import { ready } from '../support/ready.ts';
import { expectSound, openBrowser, type Seat, type Visit, visit } from './browser.ts';
import { wordsIn } from './subscribe-by-hand.ts';

/** What leaves a browser, by what its person chose: seen on the wire, and in what she is shown of it. */
const system = ready();
jest.setTimeout(120_000);
const words = wordsIn('fr');
const wide: Seat = { locale: 'fr', width: 1280, theme: 'light' };
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

interface Sent {
  counts: { page: string }[];
  events: { page: string; link?: string }[];
}

/** Opens a window and notes everything that is sent to the collector from it. */
async function watched(seat: Seat) {
  const visitor = await visit(browser, seat, system.application, { asked: true });
  const sent: Sent[] = [];
  const loaded: string[] = [];
  visitor.page.on('request', (request: Request) => {
    const { pathname } = new URL(request.url());
    if (pathname === '/k.js' || pathname.startsWith('/api/browsing/'))
      loaded.push(`${request.method()} ${pathname}`);
  });
  // A beacon's body does not show on the wire; it is noted where the page hands it over.
  await visitor.page.exposeFunction('noteSent', (body: string) => sent.push(JSON.parse(body) as Sent));
  await visitor.page.addInitScript(() => {
    const beacon = navigator.sendBeacon.bind(navigator);
    const { noteSent } = window as unknown as { noteSent: (body: string) => void };
    navigator.sendBeacon = (url, body) => {
      void (body as Blob).text().then(noteSent);
      return beacon(url, body);
    };
  });
  const dialog = visitor.page.getByRole('dialog', { name: 'Votre navigation ici' });
  return { ...visitor, sent, loaded, dialog };
}
type Watched = Awaited<ReturnType<typeof watched>>;

const pagesOf = ({ sent }: Watched, lane: 'counts' | 'events') =>
  sent.flatMap((batch) => batch[lane].map(({ page }) => page));
const goToCharter = async (page: Page) => {
  await page.getByRole('contentinfo').getByRole('link', { name: words.shell.footer.charter }).click();
  await page.getByRole('heading', { level: 1, name: words.charter.title }).waitFor();
};
const cookieOf = async ({ context }: Visit, name: string) =>
  (await context.cookies()).find((cookie) => cookie.name === name)?.value;

describe.each<Seat>([wide, { locale: 'fr', width: 390, theme: 'dark' }])(
  'asked at $width pixels, $theme',
  (seat) => {
    test('she reads the page first, and finds three answers of one size in one place', async () => {
      const her = await watched(seat);
      await her.page.goto('/');
      await her.dialog.waitFor();
      expect(await her.page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
      const boxes = await Promise.all(
        ['Accepter', 'Refuser', 'Ne pas me compter'].map((name) =>
          her.dialog.getByRole('button', { name }).boundingBox(),
        ),
      );
      expect(new Set(boxes.map((box) => `${Math.round(box!.width)}x${Math.round(box!.height)}`)).size).toBe(
        1,
      );
      await expectSound(her);
      await her.context.close();
    });
  },
);

test('before a choice, and after a refusal, totals alone leave the browser', async () => {
  const her = await watched(wide);
  await her.page.goto('/');
  await her.dialog.waitFor();
  await her.dialog.getByRole('button', { name: 'Refuser' }).click();
  await her.dialog.waitFor({ state: 'detached' });
  await goToCharter(her.page);
  await eventually(() => expect(pagesOf(her, 'counts')).toEqual(['/', '/charter']));
  expect(pagesOf(her, 'events')).toEqual([]);
  expect(her.loaded.filter((request) => request.startsWith('POST') && !request.endsWith('/events'))).toEqual(
    [],
  );
  expect((await her.context.cookies()).map(({ name, value }) => `${name}=${value}`)).toEqual([
    'ks_choice=refused.1',
  ]);
  await her.page.reload();
  await eventually(() => expect(pagesOf(her, 'counts')).toHaveLength(3));
  expect(her.loaded.filter((request) => request.endsWith('choice.js'))).toHaveLength(1);
  await her.context.close();
});

test('"do not count me": no request leaves, not even for the script', async () => {
  const her = await watched(wide);
  await her.page.goto('/');
  await her.dialog.getByRole('button', { name: 'Ne pas me compter' }).click();
  await her.dialog.waitFor({ state: 'detached' });
  const before = her.loaded.length;
  await goToCharter(her.page);
  await her.page.reload();
  await her.page.getByRole('heading', { level: 1, name: words.charter.title }).waitFor();
  expect(her.loaded.slice(before)).toEqual([]);
  await her.context.close();
});

test('a browser that asks not to be tracked is not asked, and sends totals alone', async () => {
  const her = await watched(wide);
  await her.page.addInitScript(() =>
    Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }),
  );
  await her.page.goto('/');
  await eventually(() => expect(pagesOf(her, 'counts')).toEqual(['/']));
  expect(pagesOf(her, 'events')).toEqual([]);
  expect(her.loaded.filter((request) => request.endsWith('choice.js'))).toEqual([]);
  await her.page.getByRole('button', { name: words.shell.footer.choice }).click();
  expect(await her.dialog.getByRole('button', { name: 'Accepter' }).isDisabled()).toBe(true);
  await expectSound(her);
  await her.context.close();
});

test('who accepts sees every page and link that was noted, and erases them in one click', async () => {
  const her = await watched(wide);
  await her.page.goto('/');
  await her.dialog.getByRole('button', { name: 'Accepter' }).click();
  await her.dialog.waitFor({ state: 'detached' });
  await goToCharter(her.page);
  await eventually(() => expect(pagesOf(her, 'events')).toEqual(['/', '/', '/charter']));
  expect(her.sent.flatMap(({ events }) => events.flatMap(({ link }) => link ?? []))).toEqual(['/charter']);
  expect(await cookieOf(her, 'ks_visitor')).toMatch(/^[0-9a-f-]{36}$/);
  expect(await her.page.evaluate(() => document.cookie)).not.toContain('ks_visitor');

  await her.page.getByRole('contentinfo').getByRole('link', { name: words.shell.footer.browser }).click();
  await her.page.getByRole('heading', { level: 1, name: words.browser.title }).waitFor();
  const table = her.page.getByRole('table', { name: words.browser.list });
  await table.getByRole('row').nth(3).waitFor();
  await table.getByText('Chrome, fr').first().waitFor();
  await expectSound(her);
  await her.page.getByRole('button', { name: words.browser.erase }).click();
  await her.page.getByText(words.browser.none).waitFor();
  expect(await cookieOf(her, 'ks_visitor')).toBeUndefined();
  await expectSound(her);
  await her.context.close();
});

test('a page whose address carries a secret loads no script', async () => {
  const her = await watched(wide);
  her.expectStatus(404, '/api/account/confirmations');
  await her.page.goto('/confirm#token=un-secret-qui-ne-doit-pas-partir');
  await her.page.getByRole('heading', { level: 1 }).waitFor();
  await her.page.waitForLoadState('networkidle');
  expect(her.loaded).toEqual([]);
  await her.context.close();
});

test('the manager asks for what was collected and downloads it', async () => {
  const newcomer = await subscribeNewcomer(system);
  const her = await visit(browser, { locale: 'fr', width: 390, theme: 'light' }, system.application);
  await her.page.goto('/sign-in?next=/account');
  await her.page.getByLabel(words.access.signIn.email, { exact: true }).fill(newcomer.email);
  await her.page.getByLabel(words.access.signIn.password, { exact: true }).fill(newcomer.password);
  await her.page.getByRole('button', { name: words.access.signIn.submit }).click();
  await her.page.getByRole('button', { name: words.account.handOver.ask, exact: true }).click();
  const saving = her.page.waitForEvent('download');
  await her.page.getByRole('button', { name: words.account.handOver.download }).click();
  expect((await saving).suggestedFilename()).toMatch(/^k-studio-navigation-.*\.zip$/);
  await her.page.getByText(words.account.handOver.acts.downloaded).waitFor();
  await expectSound(her);
  await her.context.close();
});
