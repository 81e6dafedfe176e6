import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onPath, run } from './commands.ts';
import { StartFailure } from './failure.ts';
import { withLock } from './lock.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const macosPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * A Chromium that runs here, for the browser tests: CHROME_PATH, the PATH, as root on Debian the system's package,
 * else the one in @sparticuz/chromium, unpacked under `downloads`. Throws StartFailure when none runs.
 */
export async function findChromium(
  downloads: string,
  say: (line: string) => void = () => {},
): Promise<string> {
  const given = process.env.CHROME_PATH;
  if (given) return given;
  const installed = await firstThatRuns([...names.map(onPath), ...macosPlaces]);
  if (installed) return installed;
  if (process.getuid?.() === 0 && isDebian()) {
    say('installing Debian’s chromium');
    await installPackage();
    const packaged = await firstThatRuns([onPath('chromium')]);
    if (packaged) return packaged;
  }
  const unpacked = await withLock(join(downloads, 'chromium.lock'), () =>
    unpack(join(downloads, 'chromium'), say),
  );
  if (await firstThatRuns([unpacked])) return unpacked;
  throw new StartFailure(
    'No Chromium that runs here was found, and the browser tests need one.',
    'Install Chromium or Chrome, or set CHROME_PATH to its program.',
  );
}

async function firstThatRuns(candidates: (string | null)[]): Promise<string | undefined> {
  for (const candidate of candidates) {
    if (!candidate || !existsSync(candidate)) continue;
    const version = await run(candidate, ['--version'], { timeoutMs: 20_000 });
    if (version.ok && /chrom/i.test(version.stdout)) return candidate;
  }
  return undefined;
}

function isDebian(): boolean {
  return existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

async function installPackage(): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['install', '-y', '--no-install-recommends', 'chromium'];
  const known = await run('apt-get', install, { env, timeoutMs: 600_000 });
  if (known.ok) return;
  await run('apt-get', ['update'], { env, timeoutMs: 300_000 });
  await run('apt-get', install, { env, timeoutMs: 600_000 });
}

/** Unpacks the package's Chromium with the libraries and fonts that a bare system lacks, behind a script that sets them. */
async function unpack(folder: string, say: (line: string) => void): Promise<string> {
  const script = join(folder, 'chrome');
  if (existsSync(script)) return script;
  say('unpacking a Chromium');
  mkdirSync(folder, { recursive: true });
  // The package unpacks into the folder for temporary files.
  const result = await run(process.execPath, [join(import.meta.dirname, 'unpack-chromium.mjs')], {
    env: { ...process.env, TMPDIR: folder },
    timeoutMs: 120_000,
  });
  if (!result.ok)
    throw new StartFailure(
      `Chromium could not be unpacked: ${result.stderr.slice(0, 300)}`,
      'Set CHROME_PATH to one of yours.',
    );
  const chromium = join(folder, 'chromium');
  const plain = await run(chromium, ['--version'], { timeoutMs: 20_000 });
  const lines = [
    '#!/bin/sh',
    ...(plain.ok ? [] : [`export LD_LIBRARY_PATH='${join(folder, 'al2023/lib')}'`]),
    ...(existsSync('/etc/fonts/fonts.conf') ? [] : [`export FONTCONFIG_PATH='${join(folder, 'fonts')}'`]),
    `exec '${chromium}' "$@"`,
  ];
  writeFileSync(script, `${lines.join('\n')}\n`);
  chmodSync(script, 0o755);
  return script;
}
