import { onPath, run } from '../commands.ts';
import { StartFailure } from '../failure.ts';
import { type RunningProcess, startProcess } from '../processes.ts';

let answer: Promise<boolean> | undefined;

/** True when the docker command is here and an engine answers it. */
export function dockerAnswers(): Promise<boolean> {
  answer ??= onPath('docker') === null ? Promise.resolve(false) : askEngine();
  return answer;
}

async function askEngine(): Promise<boolean> {
  const info = await run('docker', ['info', '--format', '{{.ServerVersion}}'], { timeoutMs: 5_000 });
  return info.ok && info.stdout.trim() !== '';
}

/**
 * Runs a container in the foreground under `name` (its own process here is the docker command, which passes the
 * signal on). What an earlier run left under the same name is removed first; data lives in a named volume.
 */
export async function runContainer(options: {
  name: string;
  image: string;
  /** port here → port in the container; only 127.0.0.1 is bound */
  ports: ReadonlyArray<readonly [number, number]>;
  volume: string;
  runArgs?: readonly string[];
  command?: readonly string[];
  logFile: string;
  recordsDir: string;
  say: (line: string) => void;
}): Promise<RunningProcess> {
  await run('docker', ['rm', '--force', options.name]);
  const known = await run('docker', ['image', 'inspect', options.image]);
  if (!known.ok) {
    options.say(`fetching the image ${options.image}`);
    const pull = await run('docker', ['pull', '--quiet', options.image], { timeoutMs: 900_000 });
    if (!pull.ok) {
      throw new StartFailure(
        `Docker could not fetch ${options.image}: ${pull.stderr.trim().split('\n')[0]}`,
        'Check the network, or fetch the image by hand with docker pull.',
      );
    }
  }
  const process = await startProcess({
    name: options.name,
    command: 'docker',
    args: [
      ...['run', '--rm', '--name', options.name, '--volume', `${options.name}:${options.volume}`],
      ...options.ports.flatMap(([here, there]) => ['--publish', `127.0.0.1:${here}:${there}`]),
      ...(options.runArgs ?? []),
      options.image,
      ...(options.command ?? []),
    ],
    env: globalThis.process.env,
    logFile: options.logFile,
    recordsDir: options.recordsDir,
  });
  return {
    ...process,
    stop: async (how) => {
      if (how?.signal === 'SIGKILL') await run('docker', ['kill', options.name]);
      await process.stop(how);
      await run('docker', ['rm', '--force', options.name]);
    },
  };
}
