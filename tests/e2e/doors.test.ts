import type { Browser } from 'playwright-core';
import { ready } from '../support/ready.ts';
import { expectSound, openBrowser, visit } from './browser.ts';
import { wordsIn } from './subscribe-by-hand.ts';

/** Addresses that lead nowhere, or not yet: each says so, and what to do. */
const system = ready();
jest.setTimeout(120_000);
const words = wordsIn('fr');
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const open = async (path: string) => {
  const visitor = await visit(browser, { locale: 'fr', width: 390, theme: 'dark' }, system.application);
  visitor.expectStatus(404, path.split('#')[0] ?? path);
  visitor.expectStatus(404, '/api/account/confirmations');
  await visitor.page.goto(path);
  return visitor;
};

test.each([
  ['/atelier-inconnu', words.problems.notFound.title],
  ['/confirm', words.access.confirm.missing.title],
  ['/operator/first', words.operator.first.title],
  ['/api', words.api.title],
  ['/account', words.access.signIn.title],
])('%s says what it is', async (path, title) => {
  const visitor = await open(path);
  await visitor.page.getByRole('heading', { level: 1, name: title }).waitFor();
  await expectSound(visitor);
  await visitor.context.close();
});

test('a link that nobody sent says so, in words, with a way on', async () => {
  const visitor = await open('/confirm#token=inconnu');
  await visitor.page.getByText(/@/).first().waitFor();
  await expectSound(visitor);
  await visitor.context.close();
});
