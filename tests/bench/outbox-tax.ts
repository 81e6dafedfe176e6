import { type RunningService, startService, type Transaction } from '@kstudio/chassis';
import { newId } from '@kstudio/contracts';
import { build } from '../../services/account/src/build.ts';
import { createCertificateKeys } from '../../services/account/src/certificate-keys.store.ts';
import { createClients } from '../../services/account/src/clients.store.ts';
import type { AccountDeps } from '../../services/account/src/deps.ts';
import { createLinks } from '../../services/account/src/links.ts';
import { requestSubscription } from '../../services/account/src/request-subscription.ts';
import { eventually } from '../support/eventually.ts';
import { provisionFor } from '../support/servers.ts';
import { testConfig } from '../support/stand-in.ts';
import { type Measured, median } from './measured.ts';

const [rounds, perRound, atOnce] = [9, 300, 4];

/** The use case "a company subscribes" in its service, as it is, against the same without its event. */
export async function measureTax(): Promise<Measured> {
  const provisioned = await provisionFor('tax');
  const secret = { LINK_SECRET: 'l'.repeat(32) };
  const account = await startService('account', { ...testConfig(provisioned, 'account'), ...secret }, build);
  try {
    const pairs: [number, number][] = [];
    for (let round = -1; round < rounds; round++) {
      const withFirst = round % 2 === 0;
      const one = await rate(account, withFirst);
      const other = await rate(account, !withFirst);
      if (round >= 0) pairs.push(withFirst ? [one, other] : [other, one]);
    }
    const ratio = median(pairs.map(([withEvent, without]) => withEvent / without));
    const [withEvent, without] = [0, 1].map((side) =>
      Math.round(median(pairs.map((pair) => pair[side] ?? 0))),
    );
    return {
      what: `outbox tax: use case with its event ÷ without (${withEvent} / ${without} per second, ${atOnce} at once)`,
      value: ratio.toFixed(2),
      promised: '≥ 0.85',
      kept: ratio >= 0.85 ? 'yes' : 'no',
    };
  } finally {
    await account.stop();
    await provisioned.remove();
  }
}

/** Subscriptions per second. The relay works beside them; what it has left is waited for, outside the measure. */
async function rate({ core }: RunningService, withEvent: boolean): Promise<number> {
  const { clock, db } = core;
  const mute: Transaction = (work) => core.transaction((tx) => work({ ...tx, emit: () => {} }));
  const deps: AccountDeps = {
    clock,
    transaction: withEvent ? core.transaction : mute,
    clients: createClients(db),
    certificateKeys: createCertificateKeys(db),
    links: createLinks('l'.repeat(32)),
    mailLimit: { consume: async () => {}, left: async () => 1, forgive: async () => {} } as never,
  };
  let begun = 0;
  const worker = async () => {
    while (begun++ < perRound) await requestSubscription(deps, request());
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: atOnce }, worker));
  const perSecond = (perRound * 1_000) / (performance.now() - start);
  await eventually(async () => {
    if (await db.collection('outbox').findOne({})) throw new Error('the relay is still at work');
  });
  return perSecond;
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
