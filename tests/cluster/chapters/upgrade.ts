import type { Chapter } from '../run.ts';
import { playDemo } from './demo.ts';

/**
 * `helm upgrade` to other images (KSTUDIO_NEXT_TAG; else the same as another revision) and `helm rollback`, while the
 * demo runs: its story is not disturbed, and nothing is parked or left unsent.
 */
export const upgrade: Chapter = async ({ cluster, demand, say }) => {
  const tag = process.env.KSTUDIO_NEXT_TAG;
  const story = playDemo(await cluster.ready());
  let isOver = false;
  void story.then(() => (isOver = true));
  const began = performance.now();
  const seconds = () => Math.round((performance.now() - began) / 1_000);
  await cluster.apply('upgrade', '--set', tag ? `global.image.tag=${tag}` : 'global.logLevel=debug');
  say(`upgraded after ${seconds()} s`);
  await cluster.helm('rollback', cluster.release, '--wait', '--timeout', '5m');
  say(`and rolled back after ${seconds()} s, the demo ${isOver ? 'being over by then' : 'still going on'}`);
  const { kept, end } = await story;
  demand(kept, kept ? 'the demo goes on through both' : `the demo was disturbed:\n${end}`);
  await cluster.settled();
  const queues = await cluster.queues();
  const parked = queues.filter(({ name, messages }) => name.includes('.parking.') && messages > 0);
  demand(parked.length === 0, `nothing is parked${parked.map(({ name }) => `, but in ${name}`).join('')}`);
};
