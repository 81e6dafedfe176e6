import { readFileSync } from 'node:fs';

/** The packages of a lockfile (version 3), by the folder in which each stands. */
export const readLock = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/** Where the package that `from` calls `name` stands: the nearest node_modules on the way up, as Node looks for it. */
function placeOf(packages, name, from) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
    const place = `${folder ? `${folder}/` : ''}node_modules/${name}`;
    if (packages[place]) return packages[place].link ? packages[place].resolved : place;
    if (folder === '') return undefined;
  }
}

/** Every folder that a workspace needs to run, itself and other workspaces among them, and what each needs of them. */
export function needsOf(packages, workspace) {
  const found = new Map();
  const waiting = [workspace];
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    if (found.has(place)) continue;
    const { dependencies, optionalDependencies, peerDependencies } = packages[place];
    const names = Object.keys({ ...peerDependencies, ...optionalDependencies, ...dependencies });
    const needs = names.map((name) => placeOf(packages, name, place)).filter((its) => its !== undefined);
    found.set(place, needs);
    waiting.push(...needs);
  }
  return found;
}
