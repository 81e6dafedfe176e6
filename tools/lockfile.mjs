/**
 * The lock file is whole: every version exact, every package with its checksum and no registry's address, every part
 * for another platform listed (a lock without them passes `npm install` and fails `npm ci`), nothing out of step with
 * the manifests. Reads files alone; prints what is wrong, or nothing.
 */
import { readFileSync } from 'node:fs';

const json = (path) => JSON.parse(readFileSync(path, 'utf8'));
const { packages } = json('package-lock.json');
const workspaces = Object.keys(packages).filter((path) => !path.includes('node_modules'));
const names = new Set(Object.keys(packages).map((path) => path.split('node_modules/').pop()));
const kinds = ['dependencies', 'devDependencies', 'optionalDependencies'];
const problems = [];

for (const workspace of workspaces) {
  const manifest = json(`${workspace || '.'}/package.json`);
  for (const kind of kinds) {
    const wanted = manifest[kind] ?? {};
    const locked = packages[workspace][kind] ?? {};
    for (const name of new Set([...Object.keys(wanted), ...Object.keys(locked)])) {
      const where = `${workspace || 'package.json'}: ${name}`;
      if (wanted[name] !== locked[name]) {
        problems.push(
          `${where} is ${wanted[name] ?? 'absent'} in package.json and ${locked[name] ?? 'absent'} in the lock: run npm install.`,
        );
      }
      if (wanted[name] && !/^\d+\.\d+\.\d+/.test(wanted[name]))
        problems.push(`${where} is not pinned: ${wanted[name]}.`);
    }
  }
}

for (const [path, entry] of Object.entries(packages)) {
  if (!path.includes('node_modules') || entry.link) continue;
  if (!entry.integrity && !entry.inBundle) problems.push(`${path} has no checksum.`);
  if (entry.resolved && !entry.resolved.startsWith('https://registry.npmjs.org/')) {
    problems.push(`${path} names the address of a registry: ${new URL(entry.resolved).host}.`);
  }
  const missing = Object.keys(entry.optionalDependencies ?? {}).filter((name) => !names.has(name));
  if (missing.length > 0)
    problems.push(
      `${path} lacks ${missing.join(', ')}: npm ci would fail elsewhere. Pin a complete version.`,
    );
}

for (const problem of problems) console.log(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
