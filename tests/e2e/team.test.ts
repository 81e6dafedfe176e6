import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { writeToSupport } from '../charter/support/support-mail.ts';
import { eventually } from '../support/eventually.ts';
import { type Newcomer, subscribeNewcomer } from '../support/newcomer.ts';
import { signInOperator } from '../support/operator.ts';
import { beside, ready } from '../support/ready.ts';
import { expectSound, openBrowser, type Seat, type Visit, visit } from './browser.ts';
import { mailsTo } from './mailbox.ts';
import { wordsIn } from './subscribe-by-hand.ts';

/** An operator adds somebody of support to the team, who then answers a client. */
const seats: Seat[] = [
  { locale: 'fr', width: 1280, theme: 'dark' },
  { locale: 'en', width: 390, theme: 'light' },
];
const system = ready();
jest.setTimeout(120_000);
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

describe.each(seats)('support, in $locale, $width pixels wide, $theme', (seat) => {
  const { access, operator, requests, reset, users } = wordsIn(seat.locale);
  const password = 'une varlope, deux serre-joints et un maillet';
  const email = `assistance.${randomBytes(4).toString('hex')}@knowmore.example`;
  let boss: Visit;
  let her: Visit;
  let client: Newcomer;

  beforeAll(async () => {
    await signInOperator(system);
    boss = await visit(browser, seat, system.application);
    her = await visit(browser, seat, system.application);
    client = await subscribeNewcomer(system);
  });
  afterAll(async () => {
    await boss?.context.close();
    await her?.context.close();
  });

  async function signIn({ page }: Visit, address: string, secret: string) {
    await page.goto('/operator');
    await page.getByLabel(access.signIn.email, { exact: true }).fill(address);
    await page.getByLabel(access.signIn.password, { exact: true }).fill(secret);
    await page.getByRole('button', { name: access.signIn.submit }).click();
  }

  test('is declared by an operator', async () => {
    const known = JSON.parse(readFileSync(beside(system, 'operator-of-the-tests.json'), 'utf8'));
    await signIn(boss, known.email, known.password);
    await boss.page.getByRole('tab', { name: operator.tabs.team }).click();
    await boss.page.getByRole('button', { name: operator.team.declare }).click();
    const dialog = boss.page.getByRole('dialog');
    await dialog.getByRole('button', { name: users.declare.submit }).click();
    expect(await boss.page.evaluate(() => document.activeElement?.id)).toBe('staff-name');
    await dialog.getByLabel(users.name).fill('Yann Le Bihan');
    await dialog.getByLabel(users.email).fill(email);
    await expectSound(boss);
    await dialog.getByRole('button', { name: users.declare.submit }).click();
    await dialog.waitFor({ state: 'detached' });
    await boss.page
      .getByRole('row', { name: new RegExp(email) })
      .getByText(operator.team.invited)
      .waitFor();
    await expectSound(boss);
  });

  test('chooses a password by the link of the mail, and signs in', async () => {
    const link = await eventually(async () => {
      const found = (await mailsTo(system, email)).map(
        ({ text }) => /https?:\/\/\S+\/new-password#token=[\w.~-]+/.exec(text)?.[0],
      );
      expect(found.find(Boolean)).toBeDefined();
      return found.find(Boolean)!;
    }, 30_000);
    await her.page.goto(link);
    await her.page.getByRole('heading', { level: 1, name: reset.choose.first }).waitFor();
    await her.page.getByLabel(access.confirm.password, { exact: true }).fill(password);
    await expectSound(her);
    await her.page.getByRole('button', { name: reset.choose.submitFirst }).click();
    await her.page.getByRole('heading', { level: 1, name: operator.signIn.title }).waitFor();
    await signIn(her, email, password);
    await her.page.getByText(operator.supportLead).waitFor();
  });

  test('sees requests and deliveries, and nothing that is for operators', async () => {
    expect(await her.page.getByRole('tab').allTextContents()).toEqual([
      operator.tabs.requests,
      operator.tabs.deliveries,
    ]);
    await her.page.getByRole('tab', { name: operator.tabs.deliveries }).click();
    await her.page.getByRole('tabpanel').getByText(/\S/).first().waitFor();
    await expectSound(her);
  });

  test('finds what a client wrote, and opens it', async () => {
    const subject = `Notre adresse ${randomBytes(4).toString('hex')}`;
    await writeToSupport(system, client.email, { subject, text: 'Nous avons déménagé.' });
    await her.page.getByRole('tab', { name: operator.tabs.requests }).click();
    const item = her.page.getByRole('listitem').filter({ hasText: subject });
    await item.waitFor({ timeout: 30_000 });
    await item.getByRole('button', { name: requests.support.open.split('{{')[0]! }).click();
    await item.getByRole('textbox').first().waitFor();
    await expectSound(her);
  });

  test('is out at once when the operator notes that she left', async () => {
    await boss.page
      .getByRole('button', { name: operator.team.departOf.replace('{{name}}', 'Yann Le Bihan') })
      .last()
      .click();
    const dialog = boss.page.getByRole('dialog');
    await dialog.getByText(operator.team.departText).waitFor();
    await expectSound(boss);
    await dialog.getByRole('button', { name: operator.team.departYes }).click();
    await dialog.waitFor({ state: 'detached' });
    await eventually(async () => {
      const answer = await her.page.request.get('/api/account/requests');
      expect(answer.status()).toBe(401);
    });
  });
});
