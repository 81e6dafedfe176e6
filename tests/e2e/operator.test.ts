import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { eventually } from '../support/eventually.ts';
import { signInOperator } from '../support/operator.ts';
import { beside, ready } from '../support/ready.ts';
import { expectSound, openBrowser, type Seat, type Visit, visit } from './browser.ts';
import { wordsIn } from './subscribe-by-hand.ts';

/** The console, as an operator uses it. */
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

describe.each(seats)('an operator, in $locale, $width pixels wide, $theme', (seat) => {
  const { operator, access } = wordsIn(seat.locale);
  let their: Visit;

  beforeAll(async () => {
    await signInOperator(system);
    their = await visit(browser, seat, system.application);
  });
  afterAll(() => their?.context.close());

  test('is led through the sign-in to the console', async () => {
    const { email, password } = await eventually(
      () =>
        JSON.parse(readFileSync(beside(system, 'operator-of-the-tests.json'), 'utf8')) as Record<
          string,
          string
        >,
    );
    await their.page.goto('/operator');
    await their.page.getByRole('heading', { level: 1, name: operator.signIn.title }).waitFor();
    await their.page.getByLabel(access.signIn.email, { exact: true }).fill(email ?? '');
    await their.page.getByLabel(access.signIn.password, { exact: true }).fill(password ?? '');
    await their.page.getByRole('button', { name: access.signIn.submit }).click();
    await their.page.getByRole('heading', { level: 1, name: operator.title }).waitFor();
    await their.page.getByText(operator.clock.now).waitFor();
    await expectSound(their);
  });

  test('is asked before the clock goes on, and may leave it by the keyboard', async () => {
    const ahead = their.page.getByRole('button', { name: /^\+/ }).last();
    await ahead.click();
    const dialog = their.page.getByRole('dialog');
    await dialog.getByText(operator.clock.means).waitFor();
    await expectSound(their);
    await their.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await ahead.evaluate((button) => button === document.activeElement)).toBe(true);
  });

  test.each(['purges', 'messages', 'audit', 'deliveries'] as const)('opens %s', async (tab) => {
    await their.page.getByRole('tab', { name: operator.tabs[tab] }).click();
    await their.page.getByRole('tabpanel').getByText(/\S/).first().waitFor();
    await their.page.getByRole('status', { name: /…/ }).waitFor({ state: 'detached' });
    await expectSound(their);
  });
});
