import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export type ProcessSpec = {
  name: string;
  command: string;
  args: readonly string[];
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  /** Standard output and error are appended here. */
  logFile: string;
  /** A record of the process is kept in this folder while it runs, so that a later start can end what a crash left. */
  recordsDir: string;
};

export type Exit = { code: number | null; signal: NodeJS.Signals | null };

export type RunningProcess = {
  name: string;
  pid: number;
  /** Settles when the process has ended; never rejects. */
  exited: Promise<Exit>;
  hasExited(): boolean;
  /** Sends a signal to the process itself (not to its group). */
  signal(signal: NodeJS.Signals): void;
  /** Ends the process and its whole group: `signal` first, SIGKILL after `graceMs`. */
  stop(options?: { signal?: NodeJS.Signals; graceMs?: number }): Promise<void>;
};

type ProcessRecord = { name: string; pid: number; born: string };

/**
 * Starts a process in a group of its own, so that a Ctrl-C in the terminal reaches the launcher alone, which
 * then stops everything in order. Throws when the command cannot be started at all.
 */
export async function startProcess(spec: ProcessSpec): Promise<RunningProcess> {
  mkdirSync(dirname(spec.logFile), { recursive: true });
  mkdirSync(spec.recordsDir, { recursive: true });
  const log = openSync(spec.logFile, 'a', 0o600);
  const child = spawn(spec.command, [...spec.args], {
    cwd: spec.cwd,
    env: spec.env,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const record = join(spec.recordsDir, `${spec.name}.json`);
  let ended = false;
  const exited = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => {
      ended = true;
      rmSync(record, { force: true });
      resolve({ code, signal });
    });
  });
  const pid = await started(child);
  writeFileSync(record, JSON.stringify({ name: spec.name, pid, born: birthOf(pid) } satisfies ProcessRecord));
  if (ended) rmSync(record, { force: true });
  return {
    name: spec.name,
    pid,
    exited,
    hasExited: () => ended,
    signal: (signal) => void child.kill(signal),
    stop: async ({ signal = 'SIGTERM', graceMs = 15_000 } = {}) => {
      if (!ended) child.kill(signal);
      const inTime = await settlesWithin(exited, graceMs);
      killGroup(pid);
      if (!inTime) await exited;
    },
  };
}

function started(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('spawn', () => resolve(child.pid as number));
  });
}

/** True when the promise settles before `ms` milliseconds have passed. */
export async function settlesWithin(promise: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const settled = promise.then(
    () => true,
    () => true,
  );
  const inTime = await Promise.race([settled, late]);
  clearTimeout(timer);
  return inTime;
}

/** Ends what is left of a process group; a group that is gone already is no error. */
function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing of the group is left.
  }
}

/** When a process began, as the system tells it: with the pid it names one process for good. Empty when it is gone. */
export function birthOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Fields after the command in parentheses: the first is the state, the twentieth the start time.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? '' : (fields[19] ?? '');
  } catch {
    if (process.platform === 'linux') return '';
  }
  return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
}

/** Ends the processes that an earlier launcher recorded in this folder and could not stop, and says which. */
export async function endLeftovers(recordsDir: string): Promise<string[]> {
  const records = readRecords(recordsDir);
  const alive = records.filter(({ pid, born }) => born !== '' && birthOf(pid) === born);
  await Promise.all(alive.map(({ pid }) => endGroup(pid)));
  for (const { name } of records) rmSync(join(recordsDir, `${name}.json`), { force: true });
  return alive.map(({ name }) => name);
}

function readRecords(recordsDir: string): ProcessRecord[] {
  try {
    return readdirSync(recordsDir)
      .filter((file) => file.endsWith('.json'))
      .flatMap((file) => parseRecord(join(recordsDir, file)));
  } catch {
    return [];
  }
}

function parseRecord(file: string): ProcessRecord[] {
  try {
    return [JSON.parse(readFileSync(file, 'utf8')) as ProcessRecord];
  } catch {
    return [];
  }
}

async function endGroup(pid: number): Promise<void> {
  try {
    process.kill(pid, 'SIGTERM');
  } catch {
    return;
  }
  for (let waited = 0; waited < 15_000 && birthOf(pid) !== ''; waited += 100) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  killGroup(pid);
}
