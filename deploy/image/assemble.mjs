/**
 * What runs in an image: a workspace, those that it depends on, and their packages, without what only builds need
 * (types, source maps). `node assemble.mjs <workspace> <into> [<beside>]`, after `npm ci --omit=dev -w` of it. What
 * stands the same in `beside`, a layer below, is left out. The workspace itself is `app`.
 */
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { join, relative } from 'node:path';

const [workspace, into, beside] = process.argv.slice(2);
const root = process.cwd();
const links = join(root, 'node_modules/@kstudio');
const unneeded = /\.d\.[cm]?ts$|\.map$|\.tsbuildinfo$/;

const runs = (path) => !unneeded.test(path);
const put = (path) =>
  cpSync(join(root, path), join(into, path), { recursive: true, filter: runs, verbatimSymlinks: true });

/** Of a workspace its manifest, what was built, what the browser gets, and packages of its own. */
for (const name of readdirSync(links)) {
  const folder = relative(root, join(links, readlinkSync(join(links, name))));
  for (const part of ['package.json', 'dist', 'browser', 'node_modules'])
    if (existsSync(join(root, folder, part))) put(join(folder, part));
  if (name === workspace && !folder.startsWith('libs')) symlinkSync(folder, join(into, 'app'));
}
put('package.json');
mkdirSync(join(into, 'node_modules'), { recursive: true });
for (const name of packagesOf(join(root, 'node_modules'))) put(join('node_modules', name));
rmSync(join(into, 'node_modules/@types'), { recursive: true, force: true });
if (beside)
  for (const file of filesOf(beside))
    if (same(join(beside, file), join(into, file))) rmSync(join(into, file));

function packagesOf(folder) {
  return readdirSync(folder).filter((name) => !name.startsWith('.'));
}

function filesOf(folder, below = '') {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = join(below, entry.name);
    return entry.isDirectory() ? filesOf(folder, path) : [path];
  });
}

function same(one, other) {
  const [a, b] = [one, other].map((path) => lstatSync(path, { throwIfNoEntry: false }));
  if (!a || !b || a.isSymbolicLink() !== b.isSymbolicLink()) return false;
  if (a.isSymbolicLink()) return readlinkSync(one) === readlinkSync(other);
  return a.size === b.size && readFileSync(one).equals(readFileSync(other));
}
