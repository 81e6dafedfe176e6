import type { OutgoingHttpHeaders } from 'node:http';
import { newId } from '@kstudio/contracts';
import { eventually } from '../../support/eventually.ts';
import { exchange } from '../../support/exchange.ts';
import { Guest } from '../../support/guest.ts';
import { signInOperator } from '../../support/operator.ts';
import type { Ready } from '../../support/ready.ts';

/** A route that no page has and no other test tells: letters alone, as a route must be. */
export const newRoute = (): string =>
  `/essai-${newId()
    .slice(-12)
    .replaceAll(/\d/g, (digit) => 'ghijklmnop'[Number(digit)]!)}`;

export interface Known {
  choice: string | null;
  consent: object | null;
  events: Record<string, string | null>[];
}

/** The doors of what browsing leaves behind, as a visitor's browser uses them. */
export const accept = (guest: Guest, headers: OutgoingHttpHeaders = {}) =>
  guest.ask('POST', '/api/browsing/consents', { locale: 'fr', charterVersion: '1' }, headers);
export const choose = (guest: Guest, what: 'refused' | 'uncounted') =>
  void guest.cookies.set('ks_choice', `${what}.1`);
export const known = (guest: Guest) => guest.demand<Known>(200, 'GET', '/api/browsing/browser');

/** A page viewed, and a link clicked on it, as the script tells them: what was kept of it. */
export async function view(guest: Guest, page: string, headers: OutgoingHttpHeaders = {}) {
  const event = { id: newId(), page };
  const batch = {
    counts: [{ page, entry: true }],
    events: [event, { ...event, id: newId(), link: '/charter' }],
  };
  const answer = await guest.ask('POST', '/api/browsing/events', batch, headers);
  if (answer.status !== 202) throw new Error(`${answer.asked}: ${answer.status} ${answer.text}`);
  return JSON.parse(answer.text) as { counted: number; events: number };
}

/** Whether the operator's counts know of a page. */
export async function isCounted(system: Ready, page: string): Promise<boolean> {
  const operator = await signInOperator(system);
  const summary = await operator.demand<{ pages: { name: string }[] }>(
    200,
    'GET',
    '/api/browsing/summary?days=366',
  );
  return summary.pages.some(({ name }) => name === page);
}

export interface HandOver {
  handOverId: string;
  state: string;
  events: number;
  sessions: number;
  until: string | null;
  sha256: string | null;
  journal: { act: string }[];
}

const pathOf = (clientId: string) => `/api/browsing/clients/${clientId}/hand-overs`;
export const fileOf = (clientId: string, handOverId: string) => `${pathOf(clientId)}/${handOverId}/file`;

/** The platform's day, in Paris. */
export async function today(manager: Guest, clientId: string): Promise<string> {
  const path = `/api/browsing/clients/${clientId}/collected`;
  return (await manager.demand<{ today: string }>(200, 'GET', path)).today;
}

export const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T12:00:00Z`) - days * 24 * 3_600_000).toISOString().slice(0, 10);

/** Asks for what was collected in these days, and resolves when it is ready. */
export async function handOver(
  manager: Guest,
  clientId: string,
  range: { from: string; to: string },
): Promise<HandOver> {
  const { handOverId } = await manager.demand<HandOver>(202, 'POST', pathOf(clientId), range);
  return untilReady(manager, clientId, handOverId);
}

/** A hand-over that is being prepared, or made again, when it is there. */
export const untilReady = (manager: Guest, clientId: string, handOverId: string): Promise<HandOver> =>
  eventually(async () => {
    const found = await look(manager, clientId, handOverId);
    if (found.state !== 'ready') throw new Error(`the hand-over is ${found.state}`);
    return found;
  }, 30_000);

export async function look(manager: Guest, clientId: string, handOverId: string): Promise<HandOver> {
  const all = await manager.demand<HandOver[]>(200, 'GET', pathOf(clientId));
  return all.find((one) => one.handOverId === handOverId)!;
}

/** The file as this guest is given it; the bytes where she is. */
export async function download({ origin, cookie }: Guest, clientId: string, handOverId: string) {
  const response = await fetch(origin + fileOf(clientId, handOverId), { headers: { cookie } });
  return { status: response.status, content: Buffer.from(await response.arrayBuffer()) };
}

/** Signs somebody in from a browser that says this of itself. */
export async function signInFrom(origin: string, credentials: object, userAgent: string): Promise<Guest> {
  const guest = new Guest(origin);
  const answer = await guest.ask('POST', '/api/identity/sessions', credentials, { 'user-agent': userAgent });
  if (answer.status !== 200) throw new Error(`${answer.asked}: ${answer.status}`);
  return guest;
}

/** A request exactly as written: without an origin, if none is given. */
export const bare = (origin: string, headers: OutgoingHttpHeaders, body: object) =>
  exchange(origin, {
    method: 'POST',
    path: '/api/browsing/events',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
