import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What a step counted. A step that ran nothing, or broke off, counts as one failure. */
export type Count = { passed: number; failed: number };

export type StepOptions = { root: string; dir: string; env: NodeJS.ProcessEnv; signal: AbortSignal };

/** `npm run check`: each of its steps counts as a test; its last line tells the numbers. */
export async function check({ root, env, signal }: StepOptions): Promise<Count> {
  const { output, code } = await runThrough([join(root, 'tools/check.mjs')], root, env, signal);
  const [, passed, failed] = /^check: (\d+) passed, (\d+) failed$/m.exec(output) ?? [];
  if (passed === undefined || failed === undefined) return { passed: 0, failed: 1 };
  return { passed: Number(passed), failed: Math.max(Number(failed), code === 0 ? 0 : 1) };
}

type JestReport = {
  numPassedTests: number;
  numFailedTests: number;
  numRuntimeErrorTestSuites: number;
  numTotalTests: number;
};

/** The tests of one project of jest.config.mjs, or those of its files that fit a pattern; what a test leaves open does not hold it up. A file that cannot even be loaded counts as a failure. */
export async function jest(
  project: string,
  { root, dir, env, signal }: StepOptions,
  files?: string,
): Promise<Count> {
  const report = join(dir, `${project}.json`);
  rmSync(report, { force: true });
  const program = join(root, 'node_modules/jest/bin/jest.js');
  const args = [
    '--selectProjects',
    project,
    '--forceExit',
    // One of the charter's tests moves the clock of the whole system: nobody else may be in the middle of something.
    ...(project === 'charter' ? ['--runInBand'] : []),
    ...(files ? ['--testPathPatterns', files] : []),
    '--json',
    `--outputFile=${report}`,
    ...process.argv.slice(2),
  ];
  // Packages that are ES modules alone are required by the tests; jest wants this flag for that (Node 24.9 and later).
  const withModules = { ...env, NODE_OPTIONS: `${env.NODE_OPTIONS ?? ''} --experimental-vm-modules`.trim() };
  const quiet: Stdio = ['ignore', 'ignore', 'inherit'];
  const { code } = await runThrough([program, ...args], root, withModules, signal, quiet);
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const told = JSON.parse(readFileSync(report, 'utf8')) as JestReport;
  const failed = told.numFailedTests + told.numRuntimeErrorTestSuites;
  if (told.numTotalTests === 0) console.log(`No test of "${project}" ran.`);
  return {
    passed: told.numPassedTests,
    failed: Math.max(failed, code === 0 && told.numTotalTests > 0 ? 0 : 1),
  };
}

type Stdio = ['ignore', 'ignore' | 'pipe', 'inherit'];

/** Runs one of the project's programs in sight of the person, and keeps what it says on its standard output. */
function runThrough(
  args: string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
  stdio: Stdio = ['ignore', 'pipe', 'inherit'],
): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(process.execPath, args, { cwd, env, stdio, signal });
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk;
      process.stdout.write(chunk);
    });
    child.on('error', () => resolve({ code: 1, output }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
