import { randomBytes } from 'node:crypto';
import { accept, download, handOver, today, view } from '../charter/support/browsing.ts';
import { fetchCertificate, verifyOffline } from '../charter/support/certificate.ts';
import { moveClock } from '../charter/support/clock.ts';
import { declarationFor } from '../charter/support/incidents.ts';
import { mailTo } from '../charter/support/mail.ts';
import { whatIsKnownOf } from '../charter/support/purges.ts';
import { scanFor } from '../charter/support/scan.ts';
import { type SupportRequest, writeToSupport } from '../charter/support/support-mail.ts';
import { eventually } from '../support/eventually.ts';
import { Guest } from '../support/guest.ts';
import { type Newcomer, signInAgain, subscribeNewcomer } from '../support/newcomer.ts';
import { signInOperator } from '../support/operator.ts';
import type { Ready } from '../support/ready.ts';
import { unzip } from '../support/unzip.ts';
import { must, promise, step, words } from './tell.ts';

interface Account {
  given: { path: string; value: unknown; clause: string; keptUntil?: string | null }[];
  certificateFingerprint: string;
}

/** A company subscribes, and everything that she gave is on her account page with its reason. */
export async function subscribe(system: Ready): Promise<Newcomer & { fingerprint: string }> {
  const her = await promise(
    '2.administrator',
    words(
      'Une entreprise s’abonne ; sa gestionnaire suit le lien du mail et entre dans son espace',
      'A company subscribes; its manager follows the link of the mail and enters her space',
    ),
    () => subscribeNewcomer(system),
  );
  step(words(`c’est ${her.given['company']}`, `it is ${her.given['company']}`));
  const account = await promise(
    '4.account-page',
    words(
      'Tout ce qu’elle a donné est sur la page de son compte, chaque valeur avec sa clause',
      'Everything she gave is on her account page, each value with its clause',
    ),
    async () => {
      const page = await her.guest.demand<Account>(200, 'GET', `/api/account/clients/${her.clientId}`);
      for (const value of Object.values(her.given))
        must(JSON.stringify(page).includes(value), `"${value}" is not shown`);
      must(
        page.given.every(({ clause }) => clause),
        'a value has no clause',
      );
      return page;
    },
  );
  return { ...her, fingerprint: account.certificateFingerprint };
}

/** She declares a colleague, who joins by the mail she gets. */
export const invite = (system: Ready, { guest }: Newcomer) =>
  promise(
    '4.users',
    words(
      'Elle déclare un collègue, qui entre par le lien de son invitation',
      'She declares a colleague, who joins by the link of the invitation',
    ),
    async () => {
      const mark = randomBytes(4).toString('hex');
      const email = `yann.${mark}@${mark}.example`;
      const user = { name: 'Yann Le Goff', role: 'author', email };
      await guest.demand(201, 'POST', '/api/identity/users', user);
      const { text } = await mailTo(system, email, /invit/);
      const ticket = /\/join#ticket=([\w-]+)/.exec(text)?.[1];
      const password = `une équerre, ${mark} et un trusquin`;
      const author = new Guest(system.application);
      await author.demand(200, 'POST', '/api/identity/invitations/accept', { ticket, password });
      return { author, email, password };
    },
  );

/** Browsing: nothing before a choice, what the clause lists after it, handed over on request. */
export async function browse(system: Ready, her: Newcomer): Promise<void> {
  const browser = `Mozilla/5.0 (Planted-${randomBytes(4).toString('hex')})`;
  await promise(
    '2.browsing',
    words(
      'Une visiteuse n’a rien choisi : un total du jour, et rien d’elle',
      'A visitor has not chosen: a total of the day, and nothing of her',
    ),
    async () => {
      const guest = new Guest(system.application);
      const { events } = await view(guest, '/charter');
      must(events === 0 && guest.cookies.size === 0, 'something of her was kept');
    },
  );
  await promise(
    '4.browsing-handover',
    words(
      'Ce qui a été recueilli est remis à la gestionnaire qui le demande, et à elle seule',
      'What was collected is handed over to the manager who asks, and to her alone',
    ),
    async () => {
      const { clientId, email, password } = her;
      const inSpace = new Guest(system.application);
      const body = { email, password };
      await inSpace.ask('POST', '/api/identity/sessions', body, { 'user-agent': browser });
      await accept(inSpace);
      await view(inSpace, '/space', { 'user-agent': browser });
      const day = await today(her.guest, clientId);
      const { handOverId } = await handOver(her.guest, clientId, { from: day, to: day });
      const { content } = await download(her.guest, clientId, handOverId);
      const texts = Object.values(await unzip(content)).join('\n');
      must(texts.includes(browser), 'the browser she signed in from is not in it');
      const other = await download(new Guest(system.application), clientId, handOverId);
      must(other.status !== 200, 'somebody else got it');
    },
  );
}

/** A plain mail to support, and the record is put right. */
export const rectify = (system: Ready, her: Newcomer) =>
  promise(
    '4.rectification',
    words(
      'Un simple mail à l’assistance : la rue est corrigée, et elle en est avertie',
      'A plain mail to support: the street is put right, and she is told',
    ),
    async () => {
      const subject = `Notre rue ${randomBytes(4).toString('hex')}`;
      await writeToSupport(system, her.email, { subject, text: 'Nous sommes au 3 place du Marché.' });
      const support = await signInOperator(system);
      const { requestId } = await eventually(async () => {
        const all = await support.demand<SupportRequest[]>(200, 'GET', '/api/account/requests');
        const found = all.find((request) => request.subject === subject);
        if (!found) throw new Error('the request is not there yet');
        return found;
      }, 20_000);
      await support.demand(200, 'POST', `/api/account/requests/${requestId}/rectification`, {
        details: { company: { address: { lines: ['3 place du Marché'] } } },
        answer: 'C’est corrigé.',
      });
      await mailTo(system, her.email, /demande est traitée/);
      const page = await her.guest.demand<Account>(200, 'GET', `/api/account/clients/${her.clientId}`);
      must(JSON.stringify(page).includes('3 place du Marché'), 'the street was not put right');
    },
  );

/** Another company looks at hers; an incident is told. */
export async function guard(system: Ready, her: Newcomer): Promise<void> {
  await promise(
    '6.safeguards',
    words(
      'Une autre entreprise demande ses données : comme si elles n’existaient pas, et l’essai est noté',
      'Another company asks for her data: as if it did not exist, and the attempt is noted',
    ),
    async () => {
      const other = await subscribeNewcomer(system);
      const { status } = await other.guest.ask('GET', `/api/account/clients/${her.clientId}`);
      must(status === 404, `it was answered ${status}`);
      const operator = await signInOperator(system);
      const path = `/api/account/audit?clientId=${other.clientId}`;
      const { rows } = await operator.demand<{ rows: { action: string }[] }>(200, 'GET', path);
      must(
        rows.some(({ action }) => action === 'cross-client-refused'),
        'the attempt was not noted',
      );
    },
  );
  await promise(
    '6.incident',
    words(
      'Une violation est déclarée : ses administrateurs sont avertis aussitôt',
      'A breach is declared: her administrators are told at once',
    ),
    async () => {
      const operator = await signInOperator(system);
      await operator.demand(201, 'POST', '/api/notices/incidents', declarationFor([her.clientId]));
      await mailTo(system, her.email, /Violation de sécurité/);
    },
  );
}

/** The clock goes on: a year, the end, five years. */
export async function end(system: Ready, her: Newcomer & { fingerprint: string }): Promise<void> {
  await promise(
    '5.browsing-term',
    words(
      'Un an et un jour passent : ce qui avait été recueilli n’existe plus',
      'A year and a day go by: what was collected is no more',
    ),
    async () => {
      await moveClock(system, { by: 'P1Y1D' });
      const manager = await signInAgain(her);
      const path = `/api/browsing/clients/${her.clientId}/hand-overs`;
      const all = await manager.demand<{ state: string }[]>(200, 'GET', path);
      must(
        all.every(({ state }) => state === 'over'),
        'a hand-over is still there',
      );
    },
  );
  await promise(
    '5.subscription-term',
    words(
      'Elle met fin à l’abonnement, devient une archive, revient par un lien : tout est là',
      'She ends the subscription, becomes an archive, comes back by a link: everything is there',
    ),
    () => comeBack(system, her),
  );
  const certificateId = await promise(
    '5.subscription-term',
    words(
      'Elle met fin à l’abonnement ; quelques jours avant les cinq ans, tout est encore là et elle en est avertie',
      'She ends the subscription; some days before the five years everything is still there, and she is told',
    ),
    async () => {
      await endFor(her);
      await moveClock(system, { by: 'P4Y11M25D' });
      must((await whatIsKnownOf(system, her.clientId)).state === 'archive', 'she is gone already');
      const { text } = await mailTo(system, her.email, /seront effacées/);
      return /\/api\/charter\/certificates\/([0-9a-f-]{36})/.exec(text)![1]!;
    },
  );
  await promise(
    '5.subscription-term',
    words(
      'Les cinq ans sont passés : plus rien d’elle, dans aucun service',
      'The five years are over: nothing of her is left, in any service',
    ),
    async () => {
      await moveClock(system, { by: 'P10D' });
      must((await whatIsKnownOf(system, her.clientId)).state === null, 'she is still there');
      const { found } = scanFor(system, Object.values(her.given));
      const left = found.filter(({ place }) => !/local\.oplog|config\.image_collection/.test(place));
      must(left.length === 0, `found in ${left.map(({ place }) => place).join(', ')}`);
    },
  );
  await promise(
    '5.subscription-term',
    words(
      'L’attestation se vérifie hors ligne, par l’empreinte donnée à l’abonnement',
      'The certificate verifies offline, by the fingerprint given at subscription',
    ),
    async () => {
      const { certificate } = await fetchCertificate(system, certificateId);
      must(verifyOffline(certificate!, her.fingerprint).holds, 'it does not verify');
      must(!verifyOffline(certificate!, 'A'.repeat(43)).holds, 'it verifies by any key');
    },
  );
}

async function comeBack(system: Ready, her: Newcomer): Promise<void> {
  const contents = (guest: Guest) => guest.demand<object[]>(200, 'GET', '/api/content/contents');
  const manager = await signInAgain(her);
  const before = await contents(manager);
  await endFor(her);
  await moveClock(system, { by: 'P40D' });
  const visitor = new Guest(system.application);
  await visitor.demand(202, 'POST', '/api/account/archive/links', { email: her.email });
  const { text } = await mailTo(system, her.email, /Votre lien vers/);
  const token = /\/archive#token=([\w.-]+)/.exec(text)![1]!;
  const door = '/api/account/archive/return';
  const { ticket } = await visitor.demand<{ ticket: string }>(200, 'POST', door, { token });
  const credentials = { ticket, password: her.password };
  await eventually(
    () => visitor.demand(200, 'POST', '/api/identity/invitations/accept', credentials),
    30_000,
  );
  must(JSON.stringify(await contents(visitor)) === JSON.stringify(before), 'something is missing');
}

/** Ends the subscription, and resolves when the calendar says so. */
async function endFor(her: Newcomer): Promise<void> {
  const manager = await signInAgain(her);
  await manager.demand(200, 'POST', `/api/account/clients/${her.clientId}/end`, {});
  await eventually(async () => {
    const path = `/api/charter/clients/${her.clientId}/calendar`;
    const rows = await manager.demand<{ ifEndedNow: boolean }[]>(200, 'GET', path);
    must(!rows.some(({ ifEndedNow }) => ifEndedNow), 'the calendar does not know it yet');
  }, 20_000);
}
