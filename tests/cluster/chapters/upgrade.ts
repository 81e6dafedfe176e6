import { steadyLoad } from '../load.ts';
import type { Chapter } from '../run.ts';

/** An upgrade and a rollback take less than a minute each on one node with two cores. */
const SECONDS = 150;

/**
 * `helm upgrade` to other images (KSTUDIO_NEXT_TAG; else the same as another revision) and `helm rollback`, while people
 * read and write: no request fails, what was acknowledged is there, and nothing is parked.
 */
export const upgrade: Chapter = async ({ cluster, demand, say }) => {
  const tag = process.env.KSTUDIO_NEXT_TAG;
  const under = steadyLoad(await cluster.ready(), SECONDS);
  const began = performance.now();
  const seconds = () => Math.round((performance.now() - began) / 1_000);
  await cluster.apply('upgrade', '--set', tag ? `global.image.tag=${tag}` : 'global.logLevel=debug');
  say(`upgraded after ${seconds()} s`);
  await cluster.helm('rollback', cluster.release, '--wait', '--timeout', '5m');
  say(`rolled back after ${seconds()} s`);
  demand(seconds() < SECONDS, 'people were at work all the while');
  const { requests, failed, acknowledged, kept } = await under;
  demand(failed === 0, `${failed} of ${requests} requests failed`);
  demand(kept >= acknowledged, `${acknowledged} writes acknowledged, ${kept} kept`);
  await cluster.settled();
  const queues = await cluster.queues();
  const parked = queues.filter(({ name, messages }) => name.includes('.parking.') && messages > 0);
  demand(parked.length === 0, `nothing is parked${parked.map(({ name }) => `, but in ${name}`).join('')}`);
};
