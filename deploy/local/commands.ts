import { type ChildProcess, execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export type CommandResult = { ok: boolean; stdout: string; stderr: string; code: number | string | null };

const running = new Set<ChildProcess>();

/** Ends the commands that still run, when the launcher is told to stop meanwhile. */
export function endCommands(): void {
  for (const child of running) child.kill('SIGTERM');
}

/** Runs a command to its end and tells how it went; never throws. */
export function run(
  command: string,
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; cwd?: string; timeoutMs?: number } = {},
): Promise<CommandResult> {
  const { timeoutMs = 120_000, ...rest } = options;
  return new Promise((resolve) => {
    const child = execFile(
      command,
      [...args],
      { ...rest, timeout: timeoutMs, maxBuffer: 64 * 1024 * 1024, encoding: 'utf8' },
      (error, stdout, stderr) => {
        running.delete(child);
        resolve({ ok: !error, stdout, stderr, code: error ? (error.code ?? null) : 0 });
      },
    );
    running.add(child);
  });
}

/** Where a command is found on the PATH, or null. */
export function onPath(command: string): string | null {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const candidate = join(folder, command);
    if (folder !== '' && isExecutable(candidate)) return candidate;
  }
  return null;
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
