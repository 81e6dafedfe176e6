/**
 * `npm run check`: everything that can be checked without starting the product, in under a minute on two cores.
 * One line a step; a step that fails prints its output and what to do. Names as arguments run those steps alone.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const pinned = `${root}node_modules/.bin/node`;
const node = existsSync(pinned) ? pinned : process.execPath;
const bin = (name, ...args) => [node, `${root}node_modules/.bin/${name}`, ...args];
const source = (path, ...args) => [
  node,
  '--disable-warning=ExperimentalWarning',
  '--conditions=@kstudio/source',
  path,
  ...args,
];

/** dependency-cruiser looks for an older TypeScript; it reads our sources by swc, and finds every breach planted. */
const noise = /\n‼ missing-tsc-transpiler[\s\S]*/;

/** One checker a project, two projects at once: 11 s for all of them, where the compiler's own choice takes 29 s. */
const perCore = ['--builders', '2', '--checkers', '1'];

/**
 * Two lanes for two cores. The compiler sees what is built, then everything that is not built too (tests, tools), then
 * the web application; the linter reads the same two programs. `advice` follows the output of a failure.
 */
const steps = [
  {
    name: 'types',
    commands: [
      bin('tsc', '-b', 'tsconfig.build.json', ...perCore),
      bin('tsc', '-p', 'tsconfig.json', '--checkers', '1'),
      bin('tsc', '-p', 'services/web/src/app', '--checkers', '1'),
    ],
    advice:
      'The compiler refuses this. An event, a route or a handler that is missing a part shows here first.',
  },
  {
    name: 'lint',
    commands: [bin('oxlint', '--deny-warnings', '.')],
    advice: 'oxlint, with types. A promise that nobody waits for is a lost error.',
  },
  {
    name: 'architecture',
    commands: [
      bin('depcruise', '--no-progress', '-T', 'err-long', 'libs', 'services', 'deploy', 'tests', 'tools'),
    ],
    advice: 'An import goes the wrong way. Each rule above says what to do; docs/invariants.md says why.',
  },
  {
    name: 'charter',
    commands: [source('libs/charter/src/compiler/cli.ts', '--findings')],
    advice: 'The charter compiler refuses this. Every sentence above says which file to change.',
  },
  {
    name: 'generated files',
    commands: [source('tools/gen.ts', '--check')],
    advice: 'A generated file is stale: run `npm run gen` and commit what it changed.',
  },
  {
    name: 'unused code',
    commands: [bin('knip', '--no-progress')],
    advice: 'Nothing uses this any more. Delete it; git remembers.',
  },
  {
    name: 'house rules',
    commands: [[node, 'tools/house-rules.ts']],
    advice: 'docs/invariants.md says why each of these rules is there.',
  },
  {
    name: 'format',
    commands: [bin('biome', 'check', '--reporter=summary', '.')],
    advice: 'Run `npm run format`.',
  },
  {
    name: 'mutants',
    commands: [[node, 'tools/break.mjs', '--check']],
    advice: 'A clause whose enforcement cannot be taken out has a proof that nobody saw fail.',
  },
  {
    name: 'lock file',
    commands: [[node, 'tools/lockfile.mjs']],
    advice: 'A lock that is not whole fails on somebody else’s machine.',
  },
  {
    name: 'size',
    commands: [[node, 'tools/size.mjs']],
    advice: 'libs/chassis and libs/bus have a budget: take something out, or use a well-kept package.',
  },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(
    `There is no step ${unknown.join(', ')}. Steps: ${steps.map((step) => step.name).join(', ')}.`,
  );
  process.exit(1);
}

const chosen = steps.filter((step) => wanted.length === 0 || wanted.includes(step.name));
const typed = (step) => ['types', 'lint'].includes(step.name);
const results = [];
await Promise.all([lane(chosen.filter(typed)), lane(chosen.filter((step) => !typed(step)))]);
const failed = results.filter((ok) => !ok).length;
console.log(`check: ${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

async function lane(queue) {
  for (const step of queue) {
    const started = performance.now();
    const { ok, output } = await runAll(step.commands);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${ok ? '✓' : '✗'} ${step.name.padEnd(16)} ${seconds.padStart(5)} s`);
    if (!ok)
      console.log(`${output.replace(noise, '').trimEnd().replace(/^/gm, '    ')}\n    → ${step.advice}\n`);
    results.push(ok);
  }
}

/** Runs the commands of a step one after another, up to the first that fails. */
async function runAll(commands) {
  for (const command of commands) {
    const result = await run(command);
    if (!result.ok) return result;
  }
  return { ok: true, output: '' };
}

function run([program, ...args]) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ ok: false, output: `${program}: ${error.message}` }));
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}
