import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { run } from './commands.ts';
import { StartFailure } from './failure.ts';
import { withLock } from './lock.ts';

/**
 * Builds what changed: the services by tsc (which knows by itself), the web application by vite. Types are not
 * checked here, which would take a minute on a fresh machine: `npm run check` does that.
 */
export async function build(root: string, say: (line: string) => void): Promise<void> {
  await withLock(join(root, '.kstudio/build.lock'), async () => {
    await step(root, ['node_modules/.bin/tsc', '-b', '--noCheck', 'tsconfig.build.json']);
    const stamp = join(root, '.kstudio/web-build');
    const fingerprint = fingerprintOf(root, [
      'services/web',
      'libs/charter/src',
      'libs/contracts/src',
      'package-lock.json',
    ]);
    if (existsSync(join(root, 'services/web/dist/app/index.html')) && readOr(stamp) === fingerprint) return;
    say('building the web application');
    await step(join(root, 'services/web'), ['../../node_modules/.bin/vite', 'build', '--logLevel', 'warn']);
    mkdirSync(join(root, '.kstudio'), { recursive: true });
    writeFileSync(stamp, fingerprint);
  });
}

async function step(cwd: string, [script, ...args]: string[]): Promise<void> {
  const result = await run(process.execPath, [script as string, ...args], { cwd, timeoutMs: 600_000 });
  if (result.ok) return;
  const words = stripVTControlCharacters(`${result.stdout}${result.stderr}`).trim();
  if (/ENOSPC|no space left/i.test(words)) throw Object.assign(new Error(words), { code: 'ENOSPC' });
  throw new StartFailure(
    `The sources do not build:\n${words.slice(0, 4_000)}\n`,
    'Mend what the compiler says, or go back to a version that builds.',
  );
}

function readOr(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** Changes when a file below these paths is added, removed or written. */
function fingerprintOf(root: string, paths: string[]): string {
  const hash = createHash('sha256');
  const visit = (path: string) => {
    const state = statSync(path, { throwIfNoEntry: false });
    if (!state) return;
    if (!state.isDirectory()) hash.update(`${path} ${state.size} ${state.mtimeMs}\n`);
    else
      for (const entry of readdirSync(path).sort())
        if (entry !== 'node_modules' && entry !== 'dist' && !entry.endsWith('.tsbuildinfo'))
          visit(join(path, entry));
  };
  for (const path of paths) visit(join(root, path));
  return hash.digest('hex');
}
