/**
 * What runs in an image: a workspace, the workspaces that it needs, and their packages, without what only builds need
 * (types, source maps). `node assemble.mjs <workspace> <into> [<below>]`, where all production packages are installed.
 * What a layer below holds already is left out. The workspace itself is `app`.
 */
import { cpSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { needsOf, readLock } from './needs.mjs';

const [workspace, into, below] = process.argv.slice(2);
const packages = readLock('package-lock.json');
const unneeded = /\.d\.[cm]?ts$|\.map$|\.tsbuildinfo$|\/node_modules$/;

mkdirSync(into, { recursive: true });
for (const place of needsOf(packages, workspace).keys()) {
  // An optional package is there for one platform, and not for the others.
  if (place.startsWith('node_modules/@types/') || !existsSync(place)) continue;
  if (below && existsSync(join(below, place))) continue;
  if (place.includes('node_modules/')) put(place);
  else putWorkspace(place);
}
if (!below) cpSync('package.json', join(into, 'package.json'));
if (!workspace.startsWith('libs/')) symlinkSync(workspace, join(into, 'app'));

function put(path) {
  const unwanted = (source) => unneeded.test(source) && source !== path;
  cpSync(path, join(into, path), { recursive: true, filter: (source) => !unwanted(source) });
}

/** Of a workspace its manifest, what was built and what the browser gets, under the name that others call it by. */
function putWorkspace(folder) {
  for (const part of ['package.json', 'dist', 'browser'])
    if (existsSync(join(folder, part))) put(join(folder, part));
  const link = join(into, 'node_modules', packages[folder].name);
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(join('../..', folder), link);
}
