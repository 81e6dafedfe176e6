import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Opened, Tag } from './facts.ts';

const docstring =
  /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:function\*?\s+|const\s+|class\s+)?(\w+)?/g;
const tag = /@enforces[ \t]+([^\r\n*]+)/g;

/** The `@enforces` tags of one source file; `name` is the declaration below the docstring. */
export function tagsIn(file: string, source: string): Tag[] {
  return [...source.matchAll(docstring)].flatMap(([, text = '', name = '?']) =>
    [...text.matchAll(tag)]
      .flatMap(([, ids = '']) => ids.split(/[\s,]+/).filter(Boolean))
      .map((rule) => ({ file, name, rule })),
  );
}

const collection = [
  /\bcollection(?:<[^()]*>)?\(\s*['"]([\w.-]+)['"]/g,
  /\bmodel(?:<[^()]*>)?\(\s*['"][\w.-]+['"]\s*,\s*[\w.]+\s*,\s*['"]([\w.-]+)['"]/g,
  /\bholding\(\{\s*name:\s*['"]([\w.-]+)['"]/g,
  /\b(?:tableName|collectionName|collection):\s*['"]([\w.-]+)['"]/g,
];
const bucket = /\bbucketName:\s*['"]([\w.-]+)['"]/g;

/** The collections that a store's source opens; a GridFS bucket is two. */
export function collectionsIn(source: string): string[] {
  const names = collection.flatMap((pattern) =>
    [...source.matchAll(pattern)].map((match) => match[1] as string),
  );
  const buckets = [...source.matchAll(bucket)].flatMap(([, name]) => [`${name}.files`, `${name}.chunks`]);
  return [...new Set([...names, ...buckets])];
}

/** Every file of the product and its tests that is there now, committed or not. */
export function filesOf(root: string): string[] {
  const exclude = (name: string) => ['node_modules', 'dist'].includes(name.split('/').at(-1) ?? '');
  return globSync('{libs,services,tests}/**/*.*', { cwd: root, exclude });
}

const product = /^(libs|services)\/[^/]+\/src\/.*\.tsx?$/;
const opensCollections = /^(services\/[^/]+\/src\/.*\.store|libs\/(chassis|bus|holdings|http)\/src\/.*)\.ts$/;

/** What the sources say: tags everywhere in the product, collections in stores and below them. */
export function readSources(root: string, files: readonly string[]): { tags: Tag[]; opened: Opened[] } {
  const sources = files.filter((file) => product.test(file) && !/\.test\.tsx?$/.test(file));
  const tags: Tag[] = [];
  const opened: Opened[] = [];
  for (const file of sources.filter((path) => !path.startsWith('libs/charter/'))) {
    const source = readFileSync(join(root, file), 'utf8');
    tags.push(...tagsIn(file, source));
    if (!opensCollections.test(file)) continue;
    const service = file.startsWith('libs/') ? 'chassis' : (file.split('/')[1] as string);
    opened.push(...collectionsIn(source).map((name) => ({ file, service, name })));
  }
  return { tags, opened };
}

/** How many clauses may be open, now and at the least in the file's history (as far as this clone goes back). */
export function openAllowed(root: string): { now: number; least: number } {
  const file = 'libs/charter/open-clauses.json';
  const numberIn = (text: string) => (JSON.parse(text) as { open: number }).open;
  const now = numberIn(readFileSync(join(root, file), 'utf8'));
  return { now, least: Math.min(now, ...history(root, file).map(numberIn)) };
}

/** What a file said in each commit that touched it; nothing where there is no repository. */
function history(root: string, file: string): string[] {
  const git = (...args: string[]) => spawnSync('git', args, { cwd: root, encoding: 'utf8' }).stdout ?? '';
  const commits = git('log', '--format=%H', '--diff-filter=d', '--', file).split('\n').filter(Boolean);
  return commits.map((commit) => git('show', `${commit}:${file}`));
}
