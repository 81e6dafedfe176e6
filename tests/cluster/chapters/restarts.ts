import { services } from '../cluster.ts';
import { steadyLoad } from '../load.ts';
import type { Chapter } from '../run.ts';

const ROUNDS = Number(process.env.ROUNDS ?? 10);
/** A round takes half a minute on one node with two cores; the load lasts longer than all of them, and is measured whole. */
const SECONDS_A_ROUND = 40;

/** Ten rolling restarts of every service, while people read and write: no request fails, nothing is lost. */
export const restarts: Chapter = async ({ cluster, demand, say }) => {
  const readyFile = await cluster.ready();
  const steady = await steadyLoad(readyFile, 60);
  say(`steady: p99 ${Math.round(steady.p99)} ms, ${steady.requests} requests, ${steady.failed} failed`);
  const under = steadyLoad(readyFile, ROUNDS * SECONDS_A_ROUND);
  let rounds = 0;
  for (; rounds < ROUNDS; rounds += 1) {
    for (const service of services)
      await cluster.kubectl('rollout', 'restart', `deployment/${cluster.release}-${service}`);
    await cluster.settled();
  }
  const load = await under;
  say(
    `under ${rounds} restarts of ${services.length} services: p99 ${Math.round(load.p99)} ms, ${load.requests} requests`,
  );
  demand(load.failed === 0, `${load.failed} of ${load.requests} requests failed`);
  demand(load.kept >= load.acknowledged, `${load.acknowledged} writes acknowledged, ${load.kept} kept`);
  const ratio = load.p99 / steady.p99;
  demand(ratio <= 2, `p99 ${ratio.toFixed(2)} times the steady one (≤ 2)`);
};
