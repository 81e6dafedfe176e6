import { randomBytes, randomInt } from 'node:crypto';
import { eventually } from './eventually.ts';
import { exchange } from './exchange.ts';
import { Guest } from './guest.ts';
import type { Ready } from './ready.ts';

/** A client's manager, signed in, and everything she gave: none of it may turn up elsewhere. */
export interface Newcomer {
  clientId: string;
  guest: Guest;
  email: string;
  password: string;
  /** Each text given at subscription, unique to her. */
  given: Record<string, string>;
  /** What let her in on the way. */
  secrets: { token: string; ticket: string };
}

const pick = <T>(all: readonly T[]): T => all[randomInt(all.length)]!;
const companies = ['Ateliers Vauquelin', 'Scierie des Monts d’Or', 'Conserverie Penmarc’h', 'Verrerie Lalo'];
const firstNames = ['Solène', 'Anaïs', 'Maëlle', 'Clémence', 'Gaëtan', 'Loïc'];
const lastNames = ['Kermarrec', 'Delacourt', 'Vasseur', 'Bonnefoy', 'Castagnier'];
const streets = ['rue des Carmes', 'quai de la Fosse', 'impasse du Moulin', 'cours Gambetta'];

/** Texts as a French company would give them, each with a mark that occurs nowhere else. */
function details() {
  const mark = () => randomBytes(4).toString('hex');
  const digits = (count: number) => Array.from({ length: count }, () => randomInt(10)).join('');
  const company = `${pick(companies)} ${mark()}`;
  const manager = `${pick(firstNames)} ${pick(lastNames)}-${mark()}`;
  const billing = `${pick(firstNames)} ${pick(lastNames)}-${mark()}`;
  const house = mark();
  return {
    company,
    manager,
    billing,
    street: `${randomInt(1, 99)} ${pick(streets)}, bâtiment ${mark()}`,
    city: `Nantes-${mark()}`,
    email: `gestion.${mark()}@${house}.example`,
    billingEmail: `compta.${mark()}@${house}.example`,
    phone: `+332${digits(12)}`,
    billingPhone: `+334${digits(12)}`,
    specifics: `Bon de commande ${mark()} à rappeler`,
  };
}

/** The token of the confirmation link mailed to an address. Waits for the mail. */
export function mailedToken({ mailSink }: Ready, email: string): Promise<string> {
  return eventually(async () => {
    const { text } = await exchange(mailSink, { method: 'GET', path: '/api/email' });
    const mails = JSON.parse(text) as { to?: { address?: string }[]; text?: string; html?: string }[];
    const mail = mails.find(({ to }) => to?.some(({ address }) => address === email));
    const token = /\/confirm#token=([\w.~-]+)/.exec(mail?.text ?? mail?.html ?? '')?.[1];
    if (!token) throw new Error(`no confirmation mail to ${email} yet`);
    return token;
  }, 60_000);
}

/** What somebody gave who asked to subscribe, and has not confirmed. */
export interface Requester {
  clientId: string;
  expiresAt: string;
  guest: Guest;
  email: string;
  given: Record<string, string>;
}

/** Fills in the subscription form for a company of its own, over public doors. */
export async function requestSubscription(system: Ready, locale: 'fr' | 'en' = 'fr'): Promise<Requester> {
  const guest = new Guest(system.application);
  const given = details();
  const [offers, charter] = await Promise.all([
    guest.demand<{ id: string }[]>(200, 'GET', '/api/account/offers'),
    guest.demand<{ version: string }>(200, 'GET', '/api/charter/charter'),
  ]);
  const address = { lines: [given.street], postalCode: '44000', city: given.city, country: 'FR' };
  const taken = await guest.demand<{ clientId: string; expiresAt: string }>(
    202,
    'POST',
    '/api/account/subscriptions',
    {
      offerId: offers[0]!.id,
      company: { name: given.company, address },
      manager: { name: given.manager, email: given.email, phone: given.phone },
      billing: {
        name: given.billing,
        email: given.billingEmail,
        phone: given.billingPhone,
        specifics: given.specifics,
      },
      locale,
      charterVersion: charter.version,
    },
  );
  return { ...taken, guest, email: given.email, given };
}

/** Subscribes a company over public doors: form, mail, link, password; ends when her space is ready. */
export async function subscribeNewcomer(system: Ready): Promise<Newcomer> {
  const { guest, given, email } = await requestSubscription(system);
  const token = await mailedToken(system, email);
  const { clientId, ticket } = await guest.demand<{ clientId: string; ticket: string }>(
    200,
    'POST',
    '/api/account/confirmations',
    { token },
  );
  const password = `un établi, ${randomBytes(8).toString('hex')} et trois rabots`;
  // The invitation, the key and the space travel as events.
  await eventually(
    () => guest.demand(200, 'POST', '/api/identity/invitations/accept', { ticket, password }),
    60_000,
  );
  await eventually(async () => {
    const account = await guest.demand<{ spaceReady: boolean }>(
      200,
      'GET',
      `/api/account/clients/${clientId}`,
    );
    if (!account.spaceReady) throw new Error('the space is not ready yet');
  }, 60_000);
  return { clientId, guest, email, password, given, secrets: { token, ticket } };
}

/** Signs the same person in once more, as in another browser. */
export async function signInAgain({ guest, email, password }: Newcomer): Promise<Guest> {
  const again = new Guest(guest.origin);
  await again.demand(200, 'POST', '/api/identity/sessions', { email, password });
  return again;
}
