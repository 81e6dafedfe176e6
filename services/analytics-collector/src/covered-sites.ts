import type { Config } from './config.ts';
import { problems } from './problems.ts';

/** A site that the charter covers. `application` is where people sign in; the others are reading sites. */
export interface Site {
  name: string;
  origin: string;
  kind: 'application' | 'reading';
}

type Origins = Pick<Config, 'APP_ORIGIN' | 'SITES_ORIGIN' | 'COVERED_SITES'>;

/** Every site for which something may be collected: the application, its reading sites, and those configured. */
export function coveredSites({
  APP_ORIGIN,
  SITES_ORIGIN,
  COVERED_SITES,
}: Origins): ReadonlyMap<string, Site> {
  const reading = [SITES_ORIGIN, ...COVERED_SITES].map((origin) => siteAt(origin, 'reading'));
  return new Map([...reading, siteAt(APP_ORIGIN, 'application')].map((site) => [site.origin, site]));
}

function siteAt(url: string, kind: Site['kind']): Site {
  const { origin, host } = new URL(url);
  return { origin, kind, name: host };
}

/**
 * The covered site whose page sent a request. Any other origin, or none, is refused and nothing is stored: a page of
 * another site cannot lie about it, a program can. Throws site-not-covered.
 *
 * @enforces 1.sites
 */
export function siteOf(
  sites: ReadonlyMap<string, Site>,
  headers: { origin?: string | undefined; 'sec-fetch-site'?: string | string[] | undefined },
): Site {
  const site = sites.get(headers.origin ?? '');
  const from = headers['sec-fetch-site'];
  if (!site || (from !== undefined && from !== 'same-origin')) throw problems.siteNotCovered();
  return site;
}
