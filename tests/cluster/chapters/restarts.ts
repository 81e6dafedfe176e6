import { services } from '../cluster.ts';
import { steadyLoad } from '../load.ts';
import type { Chapter } from '../run.ts';

const ROUNDS = Number(process.env.ROUNDS ?? 10);
/** One service after another, each to its end: on one node with two cores about a quarter of a minute each. */
const SECONDS_A_ROUND = 120;

/** Ten rolling restarts of every service, while people read and write: no request fails, nothing is lost. */
export const restarts: Chapter = async ({ cluster, demand, say }) => {
  const readyFile = await cluster.ready();
  const steady = await steadyLoad(readyFile, 60);
  say(`steady: p99 ${Math.round(steady.p99)} ms, ${steady.requests} requests, ${steady.failed} failed`);
  const under = steadyLoad(readyFile, ROUNDS * SECONDS_A_ROUND);
  let rounds = 0;
  for (; rounds < ROUNDS; rounds += 1) {
    for (const service of services) {
      const deployment = `deployment/${cluster.release}-${service}`;
      await cluster.kubectl('rollout', 'restart', deployment);
      await cluster.kubectl('rollout', 'status', deployment, '--timeout=5m');
    }
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
