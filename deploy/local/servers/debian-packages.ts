import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onPath, run } from '../commands.ts';
import { StartFailure } from '../failure.ts';
import { withLock } from '../lock.ts';

/** True where Debian's tools can fetch and unpack packages (Debian, Ubuntu and their kin). */
export function hasDebianTools(): boolean {
  return process.platform === 'linux' && onPath('apt-get') !== null && onPath('dpkg-deb') !== null;
}

/**
 * Unpacks Debian packages, with those of their dependencies that this system lacks, under `<downloads>/<name>`,
 * and gives that folder. Nothing is installed and no right of root is needed: apt works on folders of its own.
 * A second call finds the folder of the first.
 */
export async function unpackDebianPackages(options: {
  name: string;
  packages: readonly string[];
  /** Which of the packages that apt would install are wanted. */
  wanted: (packageName: string) => boolean;
  downloads: string;
  say: (line: string) => void;
}): Promise<string> {
  const { name, downloads } = options;
  const root = join(downloads, name);
  return withLock(join(downloads, `${name}.lock`), async () => {
    if (existsSync(root)) return root;
    const work = join(downloads, `${name}.work`);
    rmSync(work, { recursive: true, force: true });
    try {
      const apt = privateApt(join(work, 'apt'));
      const packages = await resolve(apt, options.packages, options.wanted, options.say);
      await download(apt, packages, join(work, 'debs'));
      await unpack(join(work, 'debs'), join(work, 'root'));
      writeFileSync(join(work, 'root', 'packages.txt'), `${packages.join('\n')}\n`);
      renameSync(join(work, 'root'), root);
      return root;
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  });
}

/** Options that give apt lists and caches of its own; the system's list of installed packages stays its base. */
function privateApt(folder: string): string[] {
  mkdirSync(join(folder, 'state/lists/partial'), { recursive: true });
  mkdirSync(join(folder, 'cache/archives/partial'), { recursive: true });
  const options = {
    'Dir::State': join(folder, 'state'),
    'Dir::State::status': '/var/lib/dpkg/status',
    'Dir::Cache': join(folder, 'cache'),
    'APT::Sandbox::User': '',
    'APT::Update::Post-Invoke': '',
    'APT::Update::Post-Invoke-Success': '',
    'Acquire::Languages': 'none',
    'Acquire::IndexTargets::deb::DEP-11::DefaultEnabled': 'false',
    'Acquire::Retries': '1',
    'Acquire::http::Timeout': '20',
    'Acquire::https::Timeout': '20',
    'Debug::NoLocking': '1',
  };
  return Object.entries(options).flatMap(([key, value]) => ['-o', `${key}=${value}`]);
}

const untranslated = { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' };

/** Names and versions of what is to be fetched. A source that does not answer is no error if the others have it all. */
async function resolve(
  apt: string[],
  packages: readonly string[],
  wanted: (name: string) => boolean,
  say: (line: string) => void,
): Promise<string[]> {
  say('asking Debian’s package lists');
  const update = await run('apt-get', [...apt, 'update'], { env: untranslated, timeoutMs: 300_000 });
  const plan = await run('apt-get', [...apt, '-s', 'install', '--no-install-recommends', ...packages], {
    env: untranslated,
  });
  if (!plan.ok) throw unreachable(packages, `${update.stderr}\n${plan.stderr}`);
  return [...plan.stdout.matchAll(/^Inst (\S+) (?:\[\S+\] )?\((\S+)/gm)]
    .filter(([, name]) => wanted(name as string))
    .map(([, name, version]) => `${name}=${version}`);
}

async function download(apt: string[], packages: string[], folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  if (packages.length === 0) return;
  const result = await run('apt-get', [...apt, 'download', ...packages], {
    env: untranslated,
    cwd: folder,
    timeoutMs: 900_000,
  });
  if (!result.ok) throw unreachable(packages, result.stderr);
}

async function unpack(debs: string, root: string): Promise<void> {
  mkdirSync(root, { recursive: true });
  for (const deb of readdirSync(debs).filter((file) => file.endsWith('.deb'))) {
    const result = await run('dpkg-deb', ['-x', join(debs, deb), root]);
    if (!result.ok) throw diskOr(result.stderr, `${deb} could not be unpacked: ${firstLine(result.stderr)}`);
  }
}

function unreachable(packages: readonly string[], stderr: string): Error {
  return diskOr(stderr, `Debian’s packages (${packages[0]} …) could not be fetched: ${firstLine(stderr)}`);
}

function diskOr(stderr: string, what: string): Error {
  if (/no space left|not have enough free space/i.test(stderr)) {
    return Object.assign(new Error(what), { code: 'ENOSPC' });
  }
  return new StartFailure(what, 'Check the network (and /etc/apt/sources.list*) and try again.');
}

function firstLine(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.find((line) => line.startsWith('E:')) ?? lines[0] ?? 'no reason given';
}

/** Folders of an unpacked root that hold shared libraries, for LD_LIBRARY_PATH. */
export function libraryFolders(root: string): string[] {
  const triplets = { x64: 'x86_64-linux-gnu', arm64: 'aarch64-linux-gnu' } as Record<string, string>;
  const triplet = triplets[process.arch] ?? '';
  return [join(root, 'usr/lib', triplet), join(root, 'lib', triplet), join(root, 'usr/lib')].filter(
    existsSync,
  );
}
