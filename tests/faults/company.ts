import { setTimeout as pause } from 'node:timers/promises';
import { currentCharter } from '@kstudio/charter';
import { type Browser, type Complaint, newKey, openBrowser } from './browser.ts';
import type { Chance } from './chance.ts';
import type { System } from './system.ts';

/** What one company was told: everything that was answered with a 2xx, and so must hold for ever. */
export interface Told {
  email: string;
  /** Every client id that answers to its one idempotency key have named. */
  clientIds: string[];
  confirmed: boolean;
  personIds: string[];
  /** Sessions that were ended by signing out, and when (`performance.now()`). */
  signedOut: { sessionId: string; at: number }[];
  ended: string | null;
  /** How often she signed in, the first time included. */
  signedIn: number;
  spaceSeen: boolean;
}

export interface Company {
  told: Told;
  /** Settles when its story is over; rejects when somebody waited in vain. */
  over: Promise<void>;
}

let founded = 0;

/**
 * A company's story over HTTP, as clauses 2.subscription to 5.subscription-term have it: subscribe, confirm, accept,
 * see the account, sign out and in, end. At each step the person tries again until she is answered, and at times
 * does twice what she ought to do once.
 */
export function foundCompany(
  system: System,
  chance: Chance,
  complain: Complaint,
  story: (life: Life) => Promise<void> = wholeStory,
): Company {
  founded += 1;
  const email = `claire.martin.${process.pid}.${founded}@menuiserie-martin.fr`;
  const told: Told = {
    email,
    clientIds: [],
    confirmed: false,
    personIds: [],
    signedOut: [],
    ended: null,
    signedIn: 0,
    spaceSeen: false,
  };
  return { told, over: story({ system, chance, told, browser: openBrowser(system, complain), n: founded }) };
}

export interface Life {
  system: System;
  chance: Chance;
  told: Told;
  browser: Browser;
  n: number;
}

const password = 'un établi, trois rabots et 1 varlope';

async function wholeStory(life: Life): Promise<void> {
  const { chance, told, system } = life;
  await subscribe(life);
  const token = await system.sink.tokenFor(told.email);
  if (chance.happens(0.1)) return; // never confirms
  const ticket = await confirm(life, token);
  await accept(life, ticket);
  await seeAccount(life);
  if (chance.happens(0.5)) {
    await signOut(life);
    await signIn(life);
  }
  if (chance.happens(0.5)) await end(life);
}

/** Everything up to the end of the subscription, without a look at what the other services make of it. */
export async function hastyStory(life: Life): Promise<void> {
  await openingStory(life);
  await end(life);
}

/** She is let in, for certain, and stays. */
export async function openingStory(life: Life): Promise<void> {
  await subscribe(life);
  await accept(life, await confirm(life, await life.system.sink.tokenFor(life.told.email)));
}

/** She is let in, and signs out when `arm` has set where identity dies of it. */
export const signOutStory =
  (arm: () => Promise<void>) =>
  async (life: Life): Promise<void> => {
    await openingStory(life);
    await arm();
    await signOut(life);
  };

/** At times twice at once, and at times again afterwards: one key, so one client. */
async function subscribe({ browser, chance, told, n }: Life): Promise<void> {
  const address = { lines: [`${n} rue des Scieries`], postalCode: '38000', city: 'Grenoble', country: 'FR' };
  const call = {
    idempotencyKey: newKey(),
    body: {
      offerId: 'atelier',
      company: { name: `Menuiserie Martin n° ${n}`, address },
      manager: { name: 'Claire Martin', email: told.email, phone: '04 76 00 12 34' },
      billing: {
        name: 'Hugo Petit',
        email: 'compta@menuiserie-martin.fr',
        specifics: `Bon de commande ${n}`,
      },
      locale: chance.oneOf(['fr', 'en'] as const),
      charterVersion: currentCharter.version,
    },
  };
  const once = async () => {
    const { body } = await browser.call('account', '/subscriptions', call);
    told.clientIds.push(body.clientId);
  };
  await Promise.all(chance.happens(0.3) ? [once(), once()] : [once()]);
  if (chance.happens(0.2)) await once();
}

async function confirm({ browser, chance, told }: Life, token: string): Promise<string> {
  const once = () => browser.call('account', '/confirmations', { body: { token } });
  const [answer] = await Promise.all(chance.happens(0.3) ? [once(), once()] : [once()]);
  told.confirmed = true;
  told.clientIds.push(answer!.body.clientId);
  return answer!.body.ticket;
}

async function accept({ browser, told }: Life, ticket: string): Promise<void> {
  const answer = await browser.call('identity', '/invitations/accept', {
    body: { ticket, password },
    idempotencyKey: newKey(),
    notYet: [404],
  });
  told.personIds.push(answer.body.session.personId);
  told.signedIn += 1;
}

/** 401 until the signing key has travelled; then the page, until it says that the space is ready. */
async function seeAccount({ browser, told }: Life): Promise<void> {
  const path = `/clients/${told.clientIds[0]}`;
  const end = performance.now() + 90_000;
  for (;;) {
    const { body } = await browser.call('account', path, { notYet: [401] });
    if (body.spaceReady) break;
    if (performance.now() > end) throw new Error(`the space of ${told.clientIds[0]} is never ready`);
    await pause(200);
  }
  told.spaceSeen = true;
}

/** With a key or without one, signing out twice is signing out once. */
async function signOut({ browser, chance, told }: Life): Promise<void> {
  const sessionId = browser.sessionId() as string;
  const key = chance.happens(0.5) ? { idempotencyKey: newKey() } : {};
  await browser.call('identity', '/session', { method: 'DELETE', ...key });
  told.signedOut.push({ sessionId, at: performance.now() });
}

async function signIn({ browser, told }: Life): Promise<void> {
  const credentials = { email: told.email, password };
  const again = await browser.call('identity', '/sessions', { body: credentials, idempotencyKey: newKey() });
  told.personIds.push(again.body.session.personId);
  told.signedIn += 1;
}

async function end({ browser, chance, told }: Life): Promise<void> {
  const once = () =>
    browser.call('account', `/clients/${told.clientIds[0]}/end`, {
      body: {},
      idempotencyKey: newKey(),
      notYet: [401],
    });
  const answers = await Promise.all(chance.happens(0.3) ? [once(), once()] : [once()]);
  told.ended = answers[0]!.body.endedAt;
  if (answers.some((answer) => answer.body.endedAt !== told.ended)) {
    throw new Error(`the end of ${told.clientIds[0]} was told with two dates`);
  }
}
