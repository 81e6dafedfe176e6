import { run } from '../../deploy/local/commands.ts';
import { root } from './cluster.ts';

/** What an image is built of: SERVICE, or a stage of its own. */
const parts = [
  ...['account', 'identity', 'content', 'analytics-collector', 'retention', 'notifier', 'web', 'provision'],
  'gateway',
] as const;

/**
 * Builds every image from the Dockerfile and gives them to the cluster: by KSTUDIO_IMAGE_BUILDER, a command that takes
 * a tag, a context and a builder's flags and leaves the image where the cluster finds it; else by docker and kind.
 * KSTUDIO_BUILD_ARGS holds more --build-arg, such as other names of the base images.
 */
export async function buildImages(tag: string, say: (line: string) => void): Promise<void> {
  const more = (process.env.KSTUDIO_BUILD_ARGS ?? '').split(' ').filter(Boolean);
  for (const part of parts) {
    const what = part === 'gateway' ? ['--target', 'gateway'] : ['--build-arg', `SERVICE=${part}`];
    const began = performance.now();
    await build(`kstudio/${part}:${tag}`, [
      '-f',
      'deploy/Dockerfile',
      ...what,
      ...more.flatMap((arg) => ['--build-arg', arg]),
    ]);
    say(`image kstudio/${part}:${tag} (${Math.round((performance.now() - began) / 1_000)} s)`);
  }
}

async function build(tag: string, flags: readonly string[]): Promise<void> {
  const builder = process.env.KSTUDIO_IMAGE_BUILDER;
  if (builder) {
    const [command, ...args] = builder.split(' ') as [string, ...string[]];
    return demand(command, [...args, tag, root, ...flags, '--ignorefile', 'deploy/Dockerfile.dockerignore']);
  }
  await demand('docker', ['build', '--tag', tag, ...flags, root]);
  await demand('kind', ['load', 'docker-image', tag]);
}

async function demand(command: string, args: readonly string[]): Promise<void> {
  const { ok, stdout, stderr } = await run(command, args, { cwd: root, timeoutMs: 1_800_000 });
  if (!ok) throw new Error(`${command} ${args.join(' ')}\n${(stdout + stderr).slice(-4_000)}`);
}
