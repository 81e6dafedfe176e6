import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type Build, type RunningService, startService, type Transaction } from '@kstudio/chassis';
import { newId } from '@kstudio/contracts';
import { build } from '../../services/account/src/build.ts';
import { createCertificateKeys } from '../../services/account/src/certificate-keys.store.ts';
import { createCharters } from '../../services/account/src/charters.store.ts';
import { createClients } from '../../services/account/src/clients.store.ts';
import type { Config } from '../../services/account/src/config.ts';
import type { AccountDeps } from '../../services/account/src/deps.ts';
import { createLinks } from '../../services/account/src/links.ts';
import { requestSubscription } from '../../services/account/src/request-subscription.ts';
import { eventually } from '../support/eventually.ts';
import { provisionFor } from '../support/servers.ts';
import { testConfig } from '../support/stand-in.ts';
import type { Outcome, Round } from './callers.ts';
import { type Measured, median } from './measured.ts';

const [rounds, perRound, atOnce] = [9, 300, 4];

/** The same transactions, from which no event comes. */
const muted =
  (transaction: Transaction): Transaction =>
  (work) =>
    transaction((tx) => work({ ...tx, emit: () => {} }));

/**
 * "A company subscribes" as account does it, against the same without its event: asked through the service's door
 * as a person's browser does, and the bare transaction, of two inserts, alone.
 */
export async function measureTax(): Promise<Measured[]> {
  const provisioned = await provisionFor('tax');
  const config = {
    ...testConfig(provisioned, 'account'),
    LINK_SECRET: 'l'.repeat(32),
    TRUSTED_PROXIES: 'loopback',
  };
  const mute: Build<'account', Config> = (core) => build({ ...core, transaction: muted(core.transaction) });
  const account = await startService('account', config, build);
  const silent = await startService('account', config, mute);
  try {
    const door = await compare(account, (withEvent) => throughDoor(withEvent ? account : silent));
    const bare = await compare(account, (withEvent) => bareTransaction(account, withEvent));
    return [
      line('outbox tax: use case with its event ÷ without', door, 0.85),
      line('the same of the bare transaction (two inserts)', bare),
    ];
  } finally {
    await account.stop();
    await silent.stop();
    await provisioned.remove();
  }
}

type Pair = { withEvent: number; without: number };

/** Interleaved rounds, the order turned each time; the first pair is to get warm. Rates per second. */
async function compare(
  account: RunningService,
  rate: (withEvent: boolean) => Promise<number>,
): Promise<Pair[]> {
  const pairs: Pair[] = [];
  const measured = async (withEvent: boolean) => {
    const perSecond = await rate(withEvent);
    await eventually(async () => {
      if (await account.core.db.collection('outbox').findOne({}))
        throw new Error('the relay is still at work');
    });
    return perSecond;
  };
  for (let round = 0; round <= rounds; round++) {
    const first = round % 2 === 0;
    const one = await measured(first);
    const other = await measured(!first);
    pairs.push(first ? { withEvent: one, without: other } : { withEvent: other, without: one });
  }
  return pairs.slice(1);
}

function line(what: string, pairs: Pair[], promised?: number): Measured {
  const ratio = median(pairs.map(({ withEvent, without }) => withEvent / without));
  const rates = (['withEvent', 'without'] as const).map((side) =>
    median(pairs.map((pair) => pair[side])).toFixed(0),
  );
  return {
    what: `${what} (${rates.join(' / ')} a second, ${atOnce} at once)`,
    value: ratio.toFixed(2),
    promised: promised ? `≥ ${promised}` : '–',
    kept: promised ? (ratio >= promised ? 'yes' : 'no') : '–',
  };
}

async function throughDoor({ url }: RunningService): Promise<number> {
  const requests = Array.from({ length: perRound }, (_, n) => ({
    headers: {
      'content-type': 'application/json',
      'idempotency-key': newId(),
      origin: 'http://localhost:8080',
      'x-forwarded-for': `10.${Math.floor(Math.random() * 250)}.${n >> 8}.${n & 255}`,
    },
    body: JSON.stringify(request()),
  }));
  const workerData: Round = { url: `${url}/api/account/subscriptions`, requests, atOnce };
  const worker = new Worker(new URL('./callers.ts', import.meta.url), { workerData });
  const [{ perSecond, refused }] = (await once(worker, 'message')) as [Outcome];
  if (refused > 0) throw new Error(`${refused} of ${perRound} requests were refused`);
  return perSecond;
}

async function bareTransaction({ core }: RunningService, withEvent: boolean): Promise<number> {
  const { clock, db, transaction } = core;
  const deps: AccountDeps = {
    ...({} as AccountDeps),
    clock,
    transaction: withEvent ? transaction : muted(transaction),
    clients: createClients(db),
    charters: createCharters(db),
    certificateKeys: createCertificateKeys(db),
    links: createLinks('l'.repeat(32)),
    mailLimit: { consume: async () => {} } as never,
  };
  let begun = 0;
  const worker = async () => {
    while (begun++ < perRound) await requestSubscription(deps, request());
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: atOnce }, worker));
  return (perRound * 1_000) / (performance.now() - start);
}

const request = () => ({
  offerId: 'atelier',
  company: {
    name: 'Scierie Martin & Fils',
    address: { lines: ['12 rue des Scieries'], postalCode: '38000', city: 'Grenoble', country: 'FR' },
  },
  manager: { name: 'Claire Martin', email: `claire.${newId()}@scierie-martin.fr`, phone: '04 76 00 12 34' },
  billing: { name: 'Hugo Petit', email: 'compta@scierie-martin.fr', specifics: 'Bon de commande 2026-17' },
  locale: 'fr' as const,
  charterVersion: '1',
});
