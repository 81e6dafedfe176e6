import { currentCharter, endOfTerm, parisDay } from '@kstudio/charter';
import type { Cookies } from './cookies.ts';
import type { Site } from './covered-sites.ts';
import type { CollectorDeps } from './deps.ts';
import { openEvent } from './open-event.ts';
import { keptFor } from './terms.ts';
import { consentInForce, namesOf } from './visitors.ts';

/** A page shows the latest; a download holds them all, up to what a year of one person comes to. */
export const SHOWN = 200;
export const DOWNLOADED = 50_000;

/** What is known of a browser on one site, by its own cookie: nobody else can ask for it. */
export async function knowBrowser(deps: CollectorDeps, site: Site, cookies: Cookies, limit: number) {
  const { visitorId } = cookies;
  const consent = await consentInForce(deps, site, visitorId, currentCharter.version);
  const names = visitorId ? await namesOf(deps, site.name, visitorId) : [];
  const rows = names.length > 0 ? await deps.events.ofVisitor(names, limit) : [];
  const opened = await Promise.all(rows.map((row) => openEvent(deps.dayKeys, row)));
  return {
    site: site.name,
    choice: cookies.choice?.what ?? null,
    consent: consent
      ? {
          acceptedAt: consent.acceptedAt.toISOString(),
          holdsUntil: consent.holdsUntil.toISOString(),
          charterVersion: consent.charterVersion,
          wording: consent.wording,
        }
      : null,
    events: opened.flatMap((event) => {
      if (!event) return [];
      const { visitorId: _, ...shown } = event;
      return [{ ...shown, keptUntil: endOfTerm(new Date(event.at), keptFor).day }];
    }),
    more: rows.length === limit,
    today: parisDay(deps.clock.now()),
  };
}
