import { randomBytes } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { download, handOver, known, today } from '../charter/support/browsing.ts';
import { inviteColleague } from '../charter/support/colleague.ts';
import { scanFor } from '../charter/support/scan.ts';
import { type SupportRequest, writeToSupport } from '../charter/support/support-mail.ts';
import { eventually } from '../support/eventually.ts';
import { Guest } from '../support/guest.ts';
import { type Newcomer, requestSubscription, subscribeNewcomer } from '../support/newcomer.ts';
import { signInOperator } from '../support/operator.ts';
import { ready } from '../support/ready.ts';
import { unzip } from '../support/unzip.ts';
import { openBrowser, type Visit, visit } from './browser.ts';
import { linkFor } from './mailbox.ts';

/**
 * Every kind of mailed link, opened by somebody who accepted to be measured and is signed in: its secret is in none of
 * what is collected, logged, traced or handed over.
 */
const system = ready();
jest.setTimeout(180_000);
let browser: Browser;
let manager: Newcomer;
let her: Visit;
const opened = new Map<string, string>();

beforeAll(async () => {
  browser = await openBrowser();
  manager = await subscribeNewcomer(system);
  her = await visit(browser, { locale: 'fr', width: 1280, theme: 'light' }, system.application, {
    asked: true,
  });
  await her.page.goto('/');
  const { email, password } = manager;
  await her.page.evaluate(
    async (sent) => {
      const post = (path: string, body: object) =>
        fetch(path, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
      await post('/api/identity/sessions', sent);
      await post('/api/browsing/consents', { locale: 'fr', charterVersion: '1' });
    },
    { email, password },
  );
});
afterAll(async () => {
  await her?.context.close();
  await browser?.close();
});

/** Opens a link as a mail program does, waits for its page, and goes on to a page that is measured. */
async function open(address: string, begins: string): Promise<void> {
  const link = await linkFor(system, address, begins);
  await her.page.goto(link);
  await her.page.getByRole('heading', { level: 1 }).waitFor();
  await her.page.waitForLoadState('networkidle');
  expect(her.page.url()).not.toContain(link.split('=')[1]);
  await her.page.goto('/charter');
  await her.page.getByRole('heading', { level: 1 }).waitFor();
  opened.set(begins, link.split('=')[1]!);
}

const mark = randomBytes(4).toString('hex');

test('the links of a subscription and of an invitation', async () => {
  const { email } = await requestSubscription(system);
  await open(email, 'confirm#token');
  const invited = `nadia.${mark}@legoff.example`;
  await manager.guest.demand(201, 'POST', '/api/identity/users', {
    ...{ name: 'Nadia Benali', role: 'author', email: invited },
  });
  await open(invited, 'join#ticket');
});

test('the links of a changed sign-in address, and of a forgotten password', async () => {
  const user = await inviteColleague(system, manager, 'Yves Le Bihan', 'reader');
  const to = `yves.${mark}@nouvelle.example`;
  await manager.guest.demand(200, 'PATCH', `/api/identity/users/${user.personId}`, { email: to });
  await open(to, 'address#make');
  const change = { token: opened.get('address#make'), password: user.password };
  await new Guest(system.application).demand(204, 'POST', '/api/identity/addresses/change', change);
  await open(user.email, 'address#undo');
  await new Guest(system.application).demand(202, 'POST', '/api/identity/password-resets', { email: to });
  await open(to, 'new-password#token');
});

test('the links of a changed address of the subscription', async () => {
  const to = `gestion.${mark}@nouvelle.example`;
  await writeToSupport(system, manager.email, { subject: `Adresse ${mark}`, text: `Désormais ${to}` });
  const support = await signInOperator(system);
  const { requestId } = await eventually(async () => {
    const all = await support.demand<SupportRequest[]>(200, 'GET', '/api/account/requests');
    const found = all.find(({ subject }) => subject === `Adresse ${mark}`);
    if (!found) throw new Error('no request yet');
    return found;
  }, 30_000);
  const details = { manager: { email: to } };
  const path = `/api/account/requests/${requestId}/rectification`;
  await support.demand(200, 'POST', path, { details, answer: 'C’est corrigé.' });
  await open(to, 'record-address#make');
  const change = { link: 'make', token: opened.get('record-address#make') };
  await new Guest(system.application).demand(204, 'POST', '/api/account/addresses', change);
  await open(manager.email, 'record-address#undo');
});

test('the link into an archive', async () => {
  const left = await subscribeNewcomer(system);
  await left.guest.demand(200, 'POST', `/api/account/clients/${left.clientId}/end`, {});
  await left.guest.demand(202, 'POST', '/api/account/archive/links', { email: left.email });
  await open(left.email, 'archive#token');
});

test('are all the kinds that a mail holds', () => {
  const mails = globSync(join(import.meta.dirname, '../../services/notifier/src/mails/*.ts'));
  const words = mails.map((path) => readFileSync(path, 'utf8')).join('\n');
  const linked = [...words.matchAll(/\$\{(?:its\.)?appOrigin\}\/([\w/-]+)#(\w+|\$\{\w+\})=/g)].map(
    ([, page, name]) => `${page}#${name}`,
  );
  const kinds = new Set([...opened.keys()].map((kind) => kind.replace(/#(make|undo)$/, '#${action}')));
  expect(new Set(linked)).toEqual(kinds);
});

test('leave their secrets in nothing that is collected or handed over, in no log and no trace', async () => {
  const { guest, clientId } = manager;
  const secrets = [...opened.values()];
  // She was measured all the while: what was not told is not told for its address, and not for want of consent.
  const visitor = new Guest(system.application);
  for (const { name, value } of await her.context.cookies()) visitor.cookies.set(name, value);
  const { events } = await known(visitor);
  const pages = new Set(events.map((event) => event['page']));
  expect(pages).toContain('/charter');
  for (const kind of opened.keys()) expect(pages).not.toContain(`/${kind.split('#')[0]}`);
  const day = await today(guest, clientId);
  const { handOverId, events: handed } = await handOver(guest, clientId, { from: day, to: day });
  expect(handed).toBeGreaterThanOrEqual(opened.size);
  const { content } = await download(guest, clientId, handOverId);
  const told = JSON.stringify(events) + Object.values(await unzip(content)).join('\n');
  expect(secrets.filter((secret) => told.includes(secret))).toEqual([]);
  const { found, looked } = scanFor(system, secrets);
  expect(looked.files).toBeGreaterThan(0);
  expect(found.map(({ place }) => place)).toEqual([]);
});
