/**
 * The first step of `npm start` and `npm test`, in JavaScript that any Node from 20 on can run while nothing is
 * installed yet: installs the packages where they differ from the lock file, then goes on under the pinned Node.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Goes on with `program` (a TypeScript file beside this one) once everything it needs is there. */
export async function goOn(program) {
  demandNode();
  if (!isInstalled()) install();
  const args = ['--disable-warning=ExperimentalWarning', '--conditions=@kstudio/source'];
  handOver(pinnedNode(), [...args, join(root, 'deploy/local', program), ...process.argv.slice(2)]);
}

function fail(what, remedy) {
  console.error(`\n${what} ${remedy}`);
  process.exit(1);
}

function demandNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= 20) return;
  fail(
    `This is Node ${process.versions.node}; K-Studio needs Node 20 or later.`,
    'Install it from https://nodejs.org and try again.',
  );
}

/** True when every package of the lock file is in node_modules in its version (npm's own record says so). */
function isInstalled() {
  try {
    const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
    const there = JSON.parse(readFileSync(join(root, 'node_modules/.package-lock.json'), 'utf8')).packages;
    return Object.entries(wanted).every(([path, { link, version, optional, devOptional, peer }]) => {
      if (!path.includes('node_modules/')) return true;
      if (!there[path]) return Boolean(optional || devOptional || peer);
      return link || there[path].version === version;
    });
  } catch {
    return false;
  }
}

function install() {
  const { bavail, bsize } = statfsSync(root);
  if (bavail * bsize < 1.5e9)
    fail('The disk of this folder has less than 1.5 GB left.', 'Free about 2 GB on it and try again.');
  console.log('Installing the packages (about a minute the first time) …');
  const before = existsSync(join(root, 'node_modules'));
  const reachable = reachesRegistry();
  const result = npm([
    ...['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=warn'],
    ...(reachable ? [] : ['--offline']),
  ]);
  const words = `${result.stdout ?? ''}${result.stderr ?? ''}${result.error?.message ?? ''}`;
  // On a full disk npm may leave files out, warn of it (TAR_ENTRY_ERROR), and call it done.
  if (result.status === 0 && !/TAR_ENTRY_ERROR/.test(words)) return;
  // Half an installation must not look like a whole one to the next start.
  rmSync(join(root, before ? 'node_modules/.package-lock.json' : 'node_modules'), {
    recursive: true,
    force: true,
  });
  if (/ENOSPC|EDQUOT/.test(words))
    fail('The disk is full.', 'Free about 2 GB on the disk of this folder and try again.');
  if (!reachable || noNetwork.test(words))
    fail(
      'npm cannot reach its registry.',
      'Check the network (or npm’s proxy and registry settings) and try again.',
    );
  if (/EACCES|EPERM/.test(words))
    fail('This folder cannot be written.', 'Work in a folder that belongs to you and try again.');
  const lines = words.split('\n').filter((line) => line.trim() !== '');
  const reason =
    lines.find((line) => line.startsWith('npm error')) ?? lines[0] ?? `exit code ${result.status}`;
  fail(`npm could not install the packages: ${reason}`, 'Try "npm ci" by hand to see all it says.');
}

function npm(args) {
  const windows = process.platform === 'win32';
  const options = { cwd: root, encoding: 'utf8', shell: windows, maxBuffer: 64 * 1024 * 1024 };
  return spawnSync(windows ? 'npm.cmd' : 'npm', args, options);
}

const noNetwork =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT/;

/** Asks once: npm itself would go on trying for minutes. What its cache holds can be installed without a network. */
function reachesRegistry() {
  const asked = npm(['ping', '--fetch-retries=0', '--fetch-timeout=20000']);
  return asked.status === 0 || !noNetwork.test(`${asked.stdout ?? ''}${asked.stderr ?? ''}`);
}

/** The Node that the lock file pins; where there is none for this platform, the running one when it is new enough. */
function pinnedNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const pinned = join(root, `node_modules/node-${platform}-${process.arch}/bin/${name}`);
  if (existsSync(pinned)) return pinned;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  return fail(
    `No pinned Node comes for ${process.platform} on ${process.arch}, and this is Node ${process.versions.node}.`,
    'Install Node 24 (the version is in .nvmrc) and try again.',
  );
}

/** This process becomes the other where it can (so that one is enough), else it waits for it and passes signals on. */
function handOver(node, args) {
  const env = { ...process.env };
  delete env.NODE_OPTIONS;
  if (typeof process.execve === 'function' && process.platform !== 'win32') {
    try {
      process.execve(node, [node, ...args], env);
    } catch {
      // Some systems do not allow it.
    }
  }
  const child = spawn(node, args, { cwd: root, stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) =>
    fail(`${node} cannot be started: ${error.message}.`, 'Remove node_modules and try again.'),
  );
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}
