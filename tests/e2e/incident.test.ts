import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { type Newcomer, subscribeNewcomer } from '../support/newcomer.ts';
import { signInOperator } from '../support/operator.ts';
import { beside, ready } from '../support/ready.ts';
import { expectSound, openBrowser, type Seat, type Visit, visit } from './browser.ts';
import { wordsIn } from './subscribe-by-hand.ts';

/** An operator declares an incident; the administrator of a client that it touches sees it wherever she is. */
const seats: Seat[] = [
  { locale: 'fr', width: 390, theme: 'dark' },
  { locale: 'en', width: 1280, theme: 'light' },
];
const system = ready();
jest.setTimeout(120_000);
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

describe.each(seats)('an incident, in $locale, $width pixels wide, $theme', (seat) => {
  const { access, incidents, operator } = wordsIn(seat.locale);
  const mark = randomBytes(4).toString('hex');
  const nature = `Une copie de sauvegarde a été lue par erreur (${mark}).`;
  let manager: Newcomer;
  let her: Visit;
  let their: Visit;

  const signIn = async ({ page }: Visit, path: string, email: string, password: string) => {
    await page.goto(path);
    await page.getByLabel(access.signIn.email, { exact: true }).fill(email);
    await page.getByLabel(access.signIn.password, { exact: true }).fill(password);
    await page.getByRole('button', { name: access.signIn.submit }).click();
  };
  beforeAll(async () => {
    manager = await subscribeNewcomer(system);
    await signInOperator(system);
    her = await visit(browser, seat, system.application);
    their = await visit(browser, seat, system.application);
  });
  afterAll(() => Promise.all([her?.context.close(), their?.context.close()]));

  test('is nothing at first, and the page says so', async () => {
    await signIn(her, '/sign-in?next=/incidents', manager.email, manager.password);
    await her.page.getByText(incidents.none.title).waitFor();
    await expectSound(her);
  });

  test('is declared by an operator, who is told what is missing', async () => {
    const known = JSON.parse(readFileSync(beside(system, 'operator-of-the-tests.json'), 'utf8'));
    await signIn(their, '/operator', known.email, known.password);
    const { page } = their;
    await page.getByRole('tab', { name: operator.tabs.incidents }).click();
    await page.getByRole('button', { name: incidents.operator.declare }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: incidents.operator.send }).click();
    await dialog.getByText(incidents.operator.required).first().waitFor();
    await expectSound(their);
    for (const [label, text] of [
      [incidents.nature, nature],
      [incidents.consequences, 'Des contenus ont pu être lus.'],
      [incidents.measures, 'La copie est détruite.'],
    ] as const)
      for (const language of [incidents.operator.fr, incidents.operator.en])
        await dialog.getByLabel(`${label}, ${language}`).fill(text);
    await dialog.getByLabel(incidents.categoryNames.contents).check();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: incidents.operator.declare }).click();
    const first = dialog.getByLabel(`${incidents.nature}, ${incidents.operator.fr}`);
    expect(await first.inputValue()).toBe(nature);
    await dialog.getByLabel(incidents.operator.clients).fill(manager.clientId);
    await dialog.getByRole('checkbox', { name: manager.given.company }).check();
    await expectSound(their);
    await dialog.getByRole('button', { name: incidents.operator.send }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText(nature).waitFor();
    await expectSound(their);
  });

  test('stands above every page of the administrator, until she has taken note', async () => {
    const { page } = her;
    await page.goto('/space');
    await page.getByRole('link', { name: incidents.see }).click();
    await page.getByText(nature).waitFor();
    await expectSound(her);
    await page.getByRole('button', { name: incidents.acknowledge }).click();
    await page.getByRole('link', { name: incidents.see }).waitFor({ state: 'detached' });
    const record = page.getByRole('link', { name: incidents.draft });
    expect(decodeURIComponent((await record.getAttribute('href')) ?? '')).toContain(nature);
    await expectSound(her);
  });
});
