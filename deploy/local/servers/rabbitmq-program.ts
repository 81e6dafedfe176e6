import { existsSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isExecutable, onPath, run } from '../commands.ts';
import { hasDebianTools, libraryFolders, unpackDebianPackages } from './debian-packages.ts';
import { dockerAnswers } from './docker.ts';

/** The image for those who have Docker: an exact version with the management plug-in. */
export const rabbitmqImage = 'rabbitmq:4.2.1-management';

/** How RabbitMQ can be run here: a program of this machine (with its Erlang), or a container. */
export type RabbitmqProgram =
  | { kind: 'program'; server: string; epmd: string; env: NodeJS.ProcessEnv; origin: string }
  | { kind: 'docker' };

/** Finds or fetches RabbitMQ: the PATH, Docker, Debian's packages. Null when none of the ways is open. */
export async function findRabbitmq(
  downloads: string,
  say: (line: string) => void,
): Promise<RabbitmqProgram | null> {
  const installed = await installedRabbitmq();
  if (installed) return installed;
  if (await dockerAnswers()) return { kind: 'docker' };
  if (hasDebianTools()) return unpackedRabbitmq(downloads, say);
  return null;
}

/** RabbitMQ as the PATH has it. Debian's own command refuses everyone but root, so the script behind it is taken. */
async function installedRabbitmq(): Promise<RabbitmqProgram | null> {
  const command = onPath('rabbitmq-server') ?? ['/usr/sbin/rabbitmq-server'].find(isExecutable);
  if (!command) return null;
  const script = realpathSync(command);
  const server = /script-wrapper|^\/usr\/sbin\//.test(script) ? debianServer('/') : script;
  const epmd = await installedEpmd();
  if (!server || !epmd) return null;
  return { kind: 'program', server, epmd, env: process.env, origin: 'the PATH' };
}

async function installedEpmd(): Promise<string | null> {
  const found = onPath('epmd');
  if (found) return found;
  const asked = await run('erl', ['-noshell', '-eval', 'io:format("~s", [code:root_dir()]), halt().'], {
    timeoutMs: 10_000,
  });
  return asked.ok ? (epmdUnder(asked.stdout.trim()) ?? null) : null;
}

function epmdUnder(erlangRoot: string): string | undefined {
  const erts = readdirSync(erlangRoot).filter((entry) => entry.startsWith('erts-'));
  return [...erts.map((entry) => join(erlangRoot, entry, 'bin/epmd')), join(erlangRoot, 'bin/epmd')].find(
    isExecutable,
  );
}

/** The server script below a root that holds Debian's package, whatever its version. */
function debianServer(root: string): string | undefined {
  const versions = join(root, 'usr/lib/rabbitmq/lib');
  if (!existsSync(versions)) return undefined;
  return readdirSync(versions)
    .map((version) => join(versions, version, 'sbin/rabbitmq-server'))
    .find(isExecutable);
}

async function unpackedRabbitmq(downloads: string, say: (line: string) => void): Promise<RabbitmqProgram> {
  const root = await unpackDebianPackages({
    name: 'rabbitmq-debian',
    packages: ['rabbitmq-server'],
    // Erlang, RabbitMQ, and the libraries they need; the rest serves an installation (users, log rotation).
    wanted: (name) => /^(erlang-|rabbitmq-server$|lib(?!c6$|c-bin$|gcc|stdc))/.test(name),
    downloads,
    say,
  });
  const erlang = join(root, 'usr/lib/erlang');
  relocateErlang(erlang);
  const libraries = [...libraryFolders(root), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return {
    kind: 'program',
    server: debianServer(root) as string,
    epmd: epmdUnder(erlang) as string,
    // Only Erlang's bin, never its erts-*/bin: the programs there want variables that bin/erl sets.
    env: {
      ...process.env,
      PATH: `${join(erlang, 'bin')}:${process.env.PATH}`,
      ...(libraries === '' ? {} : { LD_LIBRARY_PATH: libraries }),
    },
    origin: 'Debian’s packages',
  };
}

/** Erlang's start script names the folder it was built for; it is told where it lies now. */
function relocateErlang(erlang: string): void {
  const script = join(erlang, 'bin/erl');
  const text = readFileSync(script, 'utf8');
  const here = text.replaceAll(/^(\s*)ROOTDIR=.*$/gm, `$1ROOTDIR='${erlang}'`);
  if (here !== text) writeFileSync(script, here);
}
