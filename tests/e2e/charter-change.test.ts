import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Browser, Locator } from 'playwright-core';
import { type Newcomer, subscribeNewcomer } from '../support/newcomer.ts';
import { signInOperator } from '../support/operator.ts';
import { beside, ready } from '../support/ready.ts';
import { expectSound, openBrowser, type Seat, type Visit, visit } from './browser.ts';
import { wordsIn } from './subscribe-by-hand.ts';

/** An operator publishes a version of the charter; the manager of a client sees what changes, and says that she read it. */
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

describe.each(seats)('a change of the charter, in $locale, $width pixels wide, $theme', (seat) => {
  const { access, charter, charterChange, incidents, operator } = wordsIn(seat.locale);
  const { charters } = operator;
  const words = {
    fr: `Autrement dit ${randomBytes(4).toString('hex')}.`,
    en: `In other words ${randomBytes(4).toString('hex')}.`,
  };
  let manager: Newcomer;
  let her: Visit;
  let their: Visit;
  let today: string;

  const signIn = async ({ page }: Visit, path: string, email: string, password: string) => {
    await page.goto(path);
    await page.getByLabel(access.signIn.email, { exact: true }).fill(email);
    await page.getByLabel(access.signIn.password, { exact: true }).fill(password);
    await page.getByRole('button', { name: access.signIn.submit }).click();
  };
  const addWords = async (field: Locator, more: string) => field.fill(`${await field.inputValue()} ${more}`);
  beforeAll(async () => {
    manager = await subscribeNewcomer(system);
    const staff = await signInOperator(system);
    const { now } = await staff.demand<{ now: string }>(200, 'GET', '/api/charter/clock');
    today = new Intl.DateTimeFormat('fr-CA', { timeZone: 'Europe/Paris' }).format(new Date(now));
    her = await visit(browser, seat, system.application);
    their = await visit(browser, seat, system.application);
  });
  afterAll(() => Promise.all([her?.context.close(), their?.context.close()]));

  test('cannot be declared minor where its term is longer', async () => {
    const known = JSON.parse(readFileSync(beside(system, 'operator-of-the-tests.json'), 'utf8'));
    await signIn(their, '/operator', known.email, known.password);
    const { page } = their;
    await page.getByRole('tab', { name: operator.tabs.charters }).click();
    await page.getByRole('list', { name: charters.list }).waitFor();
    await expectSound(their);
    await page.getByRole('button', { name: charters.publish }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(charters.years).selectOption('10');
    await dialog.getByLabel(charters.means.minor).check();
    their.expectStatus(409, '/api/charter/charters');
    await dialog.getByRole('button', { name: charters.send }).click();
    await dialog.getByRole('alert').waitFor();
    await expectSound(their);
  });

  test('is published with its words in both languages, and listed with what changed', async () => {
    const { page } = their;
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(charters.years).selectOption('');
    await dialog.getByLabel(charters.clause).selectOption('3.ownership');
    for (const [locale, language] of [
      ['fr', incidents.operator.fr],
      ['en', incidents.operator.en],
    ] as const)
      await addWords(dialog.getByLabel(`${charters.text}, ${language}`), words[locale]);
    await dialog.getByLabel(charters.means.substantial).check();
    await dialog.getByLabel(charters.from).fill(today);
    await dialog.getByRole('button', { name: charters.send }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText(words[seat.locale]).first().waitFor();
    await expectSound(their);
  });

  test('stands on the account page, before and after, until its manager has read it', async () => {
    const { page } = her;
    await signIn(her, '/sign-in?next=/account', manager.email, manager.password);
    await page.getByText(words[seat.locale]).waitFor();
    await expectSound(her);
    await page.getByRole('button', { name: charterChange.read }).click();
    await page.getByText(charterChange.isRead, { exact: true }).waitFor();
    await expectSound(her);
  });

  test('is in the charter that anybody reads, beside the one that applies to her', async () => {
    await her.page.goto('/account');
    await her.page.getByRole('link', { name: charterChange.open }).click();
    await her.page.getByText(charter.earlier).waitFor();
    await expectSound(her);
    await her.page.getByRole('link', { name: charter.toLatest }).click();
    await her.page.getByText(words[seat.locale]).waitFor();
    await expectSound(her);
  });
});
