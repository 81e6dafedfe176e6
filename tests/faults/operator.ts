import { type Browser, openBrowser } from './browser.ts';
import type { Trial } from './trial.ts';

/** Knowmore's first operator, signed in by the one-time token. */
export async function signInOperator({ system, complaints }: Trial): Promise<Browser> {
  const browser = openBrowser(system, (what) => complaints.push(what));
  await browser.call('identity', '/staff/first', {
    body: {
      token: system.operatorToken,
      name: 'Hélène Astier',
      email: 'exploitation@knowmore.fr',
      password: 'trois serveurs, deux bus et 1 horloge',
    },
  });
  return browser;
}
