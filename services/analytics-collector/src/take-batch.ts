import { createHash } from 'node:crypto';
import { currentCharter, parisDay } from '@kstudio/charter';
import { type Batch, type CountedView, type SentEvent, timeIn } from './batch.ts';
import { browserLanguageOf, browserTypeOf } from './browser-facts.ts';
import type { Cookies } from './cookies.ts';
import type { Site } from './covered-sites.ts';
import type { DayKey } from './day-keys.store.ts';
import type { CollectorDeps } from './deps.ts';
import type { EventRow } from './events.store.ts';
import { judgeLane } from './judge-lane.ts';
import { openDay } from './open-day.ts';
import { seal } from './sealing.ts';
import { LATEST_MS } from './terms.ts';
import { consentInForce, visitorOn } from './visitors.ts';

/** A request as the door saw it; what a body says of address, client or browser is not among it. */
export interface Sender {
  site: Site;
  cookies: Cookies;
  signalled: boolean;
  ipAddress: string;
  userAgent: string | undefined;
  acceptLanguage: string | undefined;
  referer: string | undefined;
}

/** What was kept of a batch. */
export interface Taken {
  counted: number;
  events: number;
}

/**
 * Keeps what the visitor's choice allows of a batch: nothing, day counters, or events too. Resolves when it is
 * durable. Exactly the fields of clause 2.browsing, with the visitor's id on this site, the time and the client.
 *
 * @enforces 2.browsing
 */
export async function takeBatch(deps: CollectorDeps, sender: Sender, batch: Batch): Promise<Taken> {
  const { site, cookies, signalled } = sender;
  const consent = await consentInForce(deps, site, cookies.visitorId, currentCharter.version);
  const lane = judgeLane({ choice: cookies.choice, signalled, consented: consent !== undefined });
  if (lane === 'nothing') return { counted: 0, events: 0 };
  await count(deps, sender, batch.counts);
  if (lane === 'counts' || batch.events.length === 0) return { counted: batch.counts.length, events: 0 };
  await keep(deps, sender, batch.events);
  return { counted: batch.counts.length, events: batch.events.length };
}

/** One counter for each page of the batch: nothing in it is about one visit. */
async function count(deps: CollectorDeps, sender: Sender, views: readonly CountedView[]): Promise<void> {
  if (views.length === 0) return;
  const day = parisDay(deps.clock.now());
  await openDay(deps, day);
  const browserType = browserTypeOf(sender.userAgent);
  const browserLanguage = browserLanguageOf(sender.acceptLanguage);
  for (const [page, its] of Map.groupBy(views, (view) => view.page)) {
    const counted = { day, site: sender.site.name, page, browserType, browserLanguage };
    await deps.counts.add(counted, its.length, its.filter(({ entry }) => entry).length);
  }
}

async function keep(deps: CollectorDeps, sender: Sender, sent: readonly SentEvent[]): Promise<void> {
  const clientId = await clientOf(deps, sender);
  if (clientId && (await deps.isPurged(clientId))) return;
  const rows: EventRow[] = [];
  for (const event of sent) {
    const at = timeOf(event, deps);
    const day = parisDay(at);
    rows.push(rowOf(sender, event, { at, day, clientId }, await openDay(deps, day)));
  }
  await deps.groupCommit.add(rows);
}

/** The client in whose space the page is: by the session in the application, by the address on a reading site. */
async function clientOf(
  { auth, readingSites }: CollectorDeps,
  { site, cookies, referer }: Sender,
): Promise<string | null> {
  if (site.kind === 'application') {
    const caller = await auth.callerOf(cookies.access);
    return caller?.kind === 'user' ? caller.clientId : null;
  }
  const name = spaceNamedIn(referer, site.origin);
  return name ? readingSites.clientAt(name) : null;
}

/** The part of a reading site's address that names the space; undefined where it names none. */
export function spaceNamedIn(referer: string | undefined, origin: string): string | undefined {
  if (!referer?.startsWith(`${origin}/`)) return undefined;
  return /^\/([^/?#]+)/.exec(referer.slice(origin.length))?.[1];
}

/** The id's time, moved as this system's clock is, and clamped to the two days before its receipt. */
function timeOf({ id }: SentEvent, { clock }: Pick<CollectorDeps, 'clock'>): Date {
  const now = clock.now().getTime();
  return new Date(Math.min(now, Math.max(now - LATEST_MS, timeIn(id) + clock.shiftMs)));
}

type Placed = Pick<EventRow, 'at' | 'day' | 'clientId'>;

function rowOf(sender: Sender, { id, page, link }: SentEvent, placed: Placed, key: DayKey): EventRow {
  const site = sender.site.name;
  const visitorId = sender.cookies.visitorId!;
  const _id = createHash('sha256').update(`${site} ${visitorId} ${id}`).digest('base64url');
  const facts: SealedFacts = {
    ipAddress: sender.ipAddress,
    visitorId,
    browserType: browserTypeOf(sender.userAgent),
    browserLanguage: browserLanguageOf(sender.acceptLanguage),
  };
  const sealed = seal(key.sealing, _id, Buffer.from(JSON.stringify(facts)));
  return {
    _id,
    ...placed,
    site,
    page,
    link: link ?? null,
    visitor: visitorOn(key.visitors, site, visitorId),
    sealed,
  };
}

/** What stands in the sealed part of an event. */
export interface SealedFacts {
  ipAddress: string;
  visitorId: string;
  browserType: string;
  browserLanguage: string;
}
