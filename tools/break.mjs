/**
 * `npm run break <clause>` takes the enforcement of a clause out of the code; `npm run mend [<clause>]` puts it back.
 * The patches live in tests/charter/mutants/, so that the product itself has no such switch.
 * `npm run break -- --all` breaks every clause that has a patch in turn, and needs its proof red each time (break-all.ts).
 * `npm run break -- --check` only says whether every patch still fits the code.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { noteBroken } from './proofs.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = 'tests/charter/mutants';
/** Names the clauses that are broken now; mend reads it. */
const marker = `${root}.kstudio/broken.json`;

const patchOf = (clause) => `${folder}/${clause}.patch`;
const git = (...args) => spawnSync('git', args, { cwd: root, encoding: 'utf8' });
const clausesWithMutant = () =>
  readdirSync(`${root}${folder}`)
    .filter((file) => file.endsWith('.patch'))
    .map((file) => file.slice(0, -'.patch'.length))
    .sort();
const broken = () => (existsSync(marker) ? JSON.parse(readFileSync(marker, 'utf8')) : []);

function remember(clauses) {
  noteBroken(clauses);
  if (clauses.length === 0) return rmSync(marker, { force: true });
  mkdirSync(`${root}.kstudio`, { recursive: true });
  writeFileSync(marker, JSON.stringify(clauses));
}

function stop(message) {
  console.error(message);
  process.exit(1);
}

/** The files that a patch touches. */
function touched(clause) {
  const { stdout } = git('apply', '--numstat', patchOf(clause));
  return stdout.split('\n').flatMap((line) => line.split('\t')[2] ?? []);
}

function breakClause(clause) {
  if (!existsSync(`${root}${patchOf(clause)}`)) {
    stop(
      `There is no ${patchOf(clause)}. Clauses that can be broken: ${clausesWithMutant().join(', ') || 'none yet'}.`,
    );
  }
  if (broken().includes(clause))
    stop(`${clause} is broken already. Put it back with: npm run mend ${clause}`);
  const files = touched(clause);
  const ownWork = files.filter((file) => !broken().flatMap(touched).includes(file));
  const dirty = ownWork.length > 0 && git('status', '--porcelain', '--', ...ownWork).stdout.trimEnd();
  if (dirty) {
    stop(
      `${clause} cannot be broken while its files have changes that are not committed:\n${dirty}\nCommit them first.`,
    );
  }
  const { status, stderr } = git('apply', patchOf(clause));
  if (status !== 0) {
    stop(
      `${patchOf(clause)} no longer fits the code, so ${clause} was NOT broken:\n${stderr}${renewal(clause)}`,
    );
  }
  remember([...broken(), clause]);
  console.log(
    `${clause} is broken: ${files.join(', ')}. Its proof must now be red. Put it back with: npm run mend`,
  );
}

function mendClause(clause) {
  const { status, stderr } = git('apply', '-R', patchOf(clause));
  if (status !== 0)
    stop(`${clause} could not be put back; ${patchOf(clause)} does not undo what is there now:\n${stderr}`);
  remember(broken().filter((other) => other !== clause));
  console.log(`${clause} is whole again.`);
}

/** On a running system: break-all.ts, under the pinned Node. */
function breakAll(clauses) {
  const pinned = `${root}node_modules/.bin/node`;
  const options = ['--disable-warning=ExperimentalWarning', '--conditions=@kstudio/source'];
  const { status } = spawnSync(pinned, [...options, `${root}tools/break-all.ts`, ...clauses], {
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}

/** Patches age with the code: one that no longer fits proves nothing. */
function checkAll() {
  const loose = clausesWithMutant().filter((clause) => git('apply', '--check', patchOf(clause)).status !== 0);
  for (const clause of loose.filter((each) => !broken().includes(each))) {
    console.error(`${patchOf(clause)} no longer fits the code. ${renewal(clause)}`);
    process.exitCode = 1;
  }
  for (const clause of broken()) {
    console.error(`${clause} is broken on purpose. Put it back with: npm run mend`);
    process.exitCode = 1;
  }
}

const renewal = (clause) =>
  `Renew it: take the enforcement out by hand, git diff > ${patchOf(clause)}, then git apply -R ${patchOf(clause)}.`;

const args = process.argv.slice(2);
const named = args.filter((arg) => !arg.startsWith('--'));
if (args.includes('--mend')) {
  const clauses = named.length > 0 ? named : broken();
  if (clauses.length === 0) console.log('Nothing is broken.');
  for (const clause of clauses.toReversed()) mendClause(clause);
} else if (args.includes('--all')) breakAll(named);
else if (args.includes('--check')) checkAll();
else if (named.length === 0)
  stop(`Which clause? npm run break <clause>, one of: ${clausesWithMutant().join(', ') || 'none yet'}.`);
else for (const clause of named) breakClause(clause);
