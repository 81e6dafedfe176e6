import { readFileSync } from 'node:fs';

/** A row of deploy/paths.json: which service answers what begins with `prefix` on one of the two origins. */
export type PathRow = {
  origin: 'application' | 'sites';
  prefix: string;
  service: string;
  /** What the prefix becomes on its way to the service; unchanged when absent. */
  rewrite?: string;
};

/** The path table that the gateway here and the ingress of a cluster share, longest prefix first. */
export function readPaths(file = new URL('../paths.json', import.meta.url)): PathRow[] {
  const rows = JSON.parse(readFileSync(file, 'utf8')) as PathRow[];
  return rows.sort((one, other) => other.prefix.length - one.prefix.length);
}

/** Which service answers a request target, and the target it sees; undefined for what is no path. */
export function routeOf(rows: readonly PathRow[], origin: PathRow['origin'], target: string) {
  if (!target.startsWith('/')) return undefined;
  const path = target.split(/[?#]/, 1)[0] as string;
  const row = rows.find((candidate) => candidate.origin === origin && covers(candidate.prefix, path));
  if (!row) return undefined;
  const rewritten = row.rewrite === undefined ? target : row.rewrite + target.slice(row.prefix.length);
  return { service: row.service, target: rewritten };
}

/** A prefix covers itself and what follows it after a slash: /api/account covers no /api/accounting. */
function covers(prefix: string, path: string): boolean {
  return path === prefix || path.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`);
}
