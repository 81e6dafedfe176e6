import type { Chapter } from '../run.ts';
import { playDemo } from './demo.ts';

/**
 * `helm upgrade` from the release before (KSTUDIO_PREVIOUS_TAG names its images, else the same images as another
 * revision) and `helm rollback`, while the demo runs: its story is not disturbed.
 */
export const upgrade: Chapter = async ({ cluster, demand, say }) => {
  const before = process.env.KSTUDIO_PREVIOUS_TAG;
  const readyFile = await cluster.ready();
  if (before) await cluster.apply('upgrade', '--set', `global.image.tag=${before}`);
  const story = playDemo(readyFile);
  const began = performance.now();
  await cluster.apply('upgrade', '--set', 'global.logLevel=debug');
  say(`upgraded in ${Math.round((performance.now() - began) / 1_000)} s`);
  await cluster.helm('rollback', cluster.release, '--wait', '--timeout', '5m');
  say(`and rolled back after ${Math.round((performance.now() - began) / 1_000)} s`);
  const { kept, end } = await story;
  demand(kept, kept ? 'the demo goes on through both' : `the demo was disturbed:\n${end}`);
  await cluster.settled();
};
