import { setTimeout as wait } from 'node:timers/promises';
import { mailsTo } from '../../charter/support/mail.ts';
import { Guest } from '../../support/guest.ts';
import { subscribeNewcomer } from '../../support/newcomer.ts';
import type { Ready } from '../../support/ready.ts';
import { readyOf } from '../ready.ts';
import type { Chapter, Told } from '../run.ts';

const MINUTES = Number(process.env.MINUTES ?? 10);
const EVERY_MS = 8_000;

/** A company that subscribed in the middle of it, and what it was told is kept. */
interface Company {
  guest: Guest;
  email: string;
  titles: string[];
}

/**
 * Pods die at random, of the services, the broker and the database, while companies subscribe and write. Afterwards
 * everything that was acknowledged is there once, each company was welcomed once, and all is ready without a hand.
 */
export const chaos: Chapter = async (told) => {
  const { cluster, demand, say } = told;
  const system = readyOf(await cluster.ready());
  Guest.patience = 120_000;
  const until = performance.now() + MINUTES * 60_000;
  const companies: Company[] = [];
  const workers = [1, 2].map(() => subscribeAndWrite(system, companies, until));
  const [deaths] = await Promise.all([killAndSettle(told, until), ...workers]);
  say(`${deaths.killed} pods killed in ${MINUTES} min: ${deaths.parts}`);
  say(`all ready again ${deaths.readyAfter} s after the last death`);
  const counts = { written: 0, lost: 0, twice: 0, welcomes: 0, repeated: 0 };
  for (const { guest, email, titles } of companies) {
    const contents = await contentsOf(guest);
    for (const title of titles) {
      const times = contents.filter((content) => content.title === title).length;
      counts.written += 1;
      if (times === 0) counts.lost += 1;
      if (times > 1) counts.twice += 1;
    }
    const welcomes = (await mailsTo(system, email)).filter(({ subject }) =>
      /bienvenue|ouvert/i.test(subject),
    );
    counts.welcomes += new Set(welcomes.map(({ messageId }) => messageId)).size;
    counts.repeated += welcomes.length - new Set(welcomes.map(({ messageId }) => messageId)).size;
  }
  demand(counts.lost === 0, `${counts.written} writes acknowledged, ${counts.lost} lost`);
  demand(counts.twice === 0, `${counts.twice} twice`);
  demand(
    counts.welcomes === companies.length,
    `${companies.length} companies, ${counts.welcomes} welcomes (${counts.repeated} repeated under their own Message-ID)`,
  );
};

/** What she sees of her space; her access token of ten minutes ago is renewed, as her browser would. */
async function contentsOf(guest: Guest): Promise<{ title: string }[]> {
  for (;;) {
    const { status, headers, text } = await guest.ask('POST', '/api/identity/sessions/refresh');
    if (status < 300) return guest.demand(200, 'GET', '/api/content/contents');
    if (status !== 429) throw new Error(`her session is not renewed: ${status} ${text}`);
    await wait(1_000 * Number(headers['retry-after'] ?? 5));
  }
}

async function subscribeAndWrite(system: Ready, companies: Company[], until: number): Promise<void> {
  while (performance.now() < until) {
    const { guest, email } = await subscribeNewcomer(system);
    const company: Company = { guest, email, titles: [] };
    for (let count = 0; count < 8 && performance.now() < until; count += 1) {
      const title = `Essai ${email} ${count}`;
      await guest.demand(201, 'POST', '/api/content/contents', { title });
      company.titles.push(title);
      // A door takes 120 writes a minute from one address, and here all come from one.
      await wait(1_500);
    }
    companies.push(company);
    await wait(2_000);
  }
}

/** What died, by part, and how long after the last death everything was ready. */
async function killAndSettle(told: Told, until: number) {
  const killed = new Map<string, number>();
  let lastDeath = performance.now();
  while (performance.now() < until) {
    const part = await killOne(told);
    if (part) {
      killed.set(part, (killed.get(part) ?? 0) + 1);
      lastDeath = performance.now();
    }
    if (performance.now() + EVERY_MS >= until) break;
    await wait(EVERY_MS);
  }
  await told.cluster.settled();
  const readyAfter = Math.round((performance.now() - lastDeath) / 1_000);
  const parts = [...killed].map(([part, times]) => `${part} ${times}`).join(', ');
  return { killed: [...killed.values()].reduce((sum, times) => sum + times, 0), parts, readyAfter };
}

/** Kills a pod of any part without a word; gives which, where it did. The mail sink is no part of the product. */
async function killOne({ cluster }: Told): Promise<string | undefined> {
  const names = await cluster.kubectl(
    ...['get', 'pods', '--field-selector', 'status.phase=Running', '--output', 'name'],
    ...[
      '--selector',
      'app.kubernetes.io/part-of=kstudio,app.kubernetes.io/name notin (mail-sink,provision,test)',
    ],
  );
  const pods = names.trim().split('\n').filter(Boolean);
  const pod = pods[Math.floor(Math.random() * pods.length)];
  if (!pod) return undefined;
  const { ok } = await cluster.tryKubectl('delete', pod, '--grace-period=0', '--force', '--wait=false');
  const part = /^pod\/kstudio-(.+?)(-[a-z0-9]+-[a-z0-9]{5}|-\d+)$/.exec(pod)?.[1];
  return ok ? (part ?? pod) : undefined;
}
