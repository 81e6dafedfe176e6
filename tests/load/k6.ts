import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isExecutable, onPath, run } from '../../deploy/local/commands.ts';
import { StartFailure } from '../../deploy/local/failure.ts';
import { dockerAnswers } from '../../deploy/local/servers/docker.ts';

const VERSION = '2.2.0';
const IMAGE = `grafana/k6:${VERSION}`;
const MODULE = 'go.k6.io/k6/v2';

/** How k6 is called: a command with the arguments that come before its own. `where` is said to the person. */
export interface K6 {
  command: string;
  before: readonly string[];
  where: string;
}

/**
 * Finds k6, or gets it: K6_PATH, the PATH, what an earlier run kept, a build with Go (two minutes, once), the Docker
 * image. Throws a StartFailure that says these ways when none works.
 */
export async function findK6(downloads: string, root: string, say: (line: string) => void): Promise<K6> {
  const kept = join(downloads, `k6-${VERSION}`, 'k6');
  for (const [program, where] of [
    [process.env.K6_PATH, 'K6_PATH'],
    [onPath('k6'), 'the PATH'],
    [kept, 'an earlier build'],
  ] as const) {
    if (program && isExecutable(program) && (await readsTypeScript(program)))
      return { command: program, before: [], where };
  }
  if (process.env.K6_PATH)
    throw new StartFailure(`K6_PATH names no k6 of version 1 or later.`, 'Correct it, or leave it out.');
  if (onPath('go') && (await buildWithGo(kept, say)))
    return { command: kept, before: [], where: 'a Go build' };
  if (await dockerAnswers()) return inContainer(root);
  throw new StartFailure(
    'k6, which sends the load, is not here.',
    `Install it (https://grafana.com/docs/k6), name it by K6_PATH, or have Go or Docker at hand: then it is fetched.`,
  );
}

/** k6 runs TypeScript by itself from version 1 on. */
async function readsTypeScript(program: string): Promise<boolean> {
  const { ok, stdout } = await run(program, ['version']);
  return ok && Number(/k6(?:\.exe)? v(\d+)\./.exec(stdout)?.[1] ?? 0) >= 1;
}

/** Builds k6 in a throw-away module whose one tool it is, so that nothing is installed on the machine. */
async function buildWithGo(target: string, say: (line: string) => void): Promise<boolean> {
  say(`building k6 ${VERSION} with Go, about two minutes, once`);
  const folder = mkdtempSync(join(tmpdir(), 'kstudio-k6-'));
  try {
    for (const args of [
      ['mod', 'init', 'kstudio.local/k6'],
      ['get', '-tool', `${MODULE}@v${VERSION}`],
      ['build', '-buildvcs=false', '-o', 'k6', MODULE],
    ]) {
      const { ok, stderr } = await run('go', args, { cwd: folder, timeoutMs: 900_000 });
      if (ok) continue;
      say(`Go could not: ${stderr.trim().split('\n').at(-1)}`);
      return false;
    }
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(join(folder, 'k6'), target);
    return existsSync(target);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The official image sees this folder alone and the machine's own network, where the system listens. */
function inContainer(root: string): K6 {
  const user = `${process.getuid?.() ?? 1000}:${process.getgid?.() ?? 1000}`;
  const variables = ['--env', 'K6_NO_USAGE_REPORT=true', '--env', 'K6_AUTO_EXTENSION_RESOLUTION=false'];
  const mounts = ['--volume', `${root}:${root}`, '--workdir', root];
  const before = ['run', '--rm', '--network', 'host', '--user', user, ...variables, ...mounts, IMAGE];
  return { command: 'docker', before, where: `the image ${IMAGE}` };
}
