import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { root } from '../cluster.ts';
import type { Chapter } from '../run.ts';

/** Plays `npm run demo` through the ingress, unchanged; gives its last lines and whether every promise was kept. */
export async function playDemo(readyFile: string): Promise<{ kept: boolean; end: string }> {
  const child = spawn('npm', ['run', '--silent', 'demo'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      KSTUDIO_READY: readyFile,
      NODE_OPTIONS: `--import=${join(root, 'tests/cluster/localhost.mjs')}`,
    },
  });
  let told = '';
  child.stdout.on('data', (chunk) => (told += chunk));
  child.stderr.on('data', (chunk) => (told += chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  return { kept: code === 0, end: told.trim().split('\n').slice(-12).join('\n') };
}

export const demo: Chapter = async ({ cluster, demand, say }) => {
  const { kept, end } = await playDemo(await cluster.ready());
  say(end.split('\n').at(-1)!);
  demand(kept, kept ? 'the demo passes unchanged' : `the demo does not pass:\n${end}`);
};
