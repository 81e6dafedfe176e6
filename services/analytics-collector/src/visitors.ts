import type { ConsentRow } from './consents.store.ts';
import type { Site } from './covered-sites.ts';
import type { CollectorDeps } from './deps.ts';
import { tagOf } from './sealing.ts';
import { firstKeptDay } from './terms.ts';

/** A visitor's name on one day; without the day's key nobody can tell that it is hers. */
export const visitorOn = (visitors: Buffer, site: string, visitorId: string): string =>
  tagOf(visitors, `${site} ${visitorId}`);

/** A visitor's names on every day that is still kept. */
export async function namesOf(
  { dayKeys, clock }: Pick<CollectorDeps, 'dayKeys' | 'clock'>,
  site: string,
  visitorId: string,
): Promise<string[]> {
  const days = await dayKeys.daysFrom(firstKeptDay(clock.now()));
  const keys = await Promise.all(days.map((day) => dayKeys.find(day)));
  return keys.flatMap((key) => (key ? visitorOn(key.visitors, site, visitorId) : []));
}

/** How the consents know a visitor. */
export const consentTag = ({ keys }: Pick<CollectorDeps, 'keys'>, visitorId: string): string =>
  tagOf(keys.consents, visitorId);

/** The acceptance by which this visitor's events may be kept on this site now; undefined where there is none. */
export async function consentInForce(
  deps: Pick<CollectorDeps, 'consents' | 'clock' | 'keys'>,
  site: Site,
  visitorId: string | undefined,
  charterVersion: string,
): Promise<ConsentRow | undefined> {
  if (!visitorId) return undefined;
  const row = await deps.consents.latest(consentTag(deps, visitorId), site.name);
  const now = deps.clock.now();
  if (!row || row.charterVersion !== charterVersion) return undefined;
  return row.holdsUntil > now && row.visitorUntil > now ? row : undefined;
}
