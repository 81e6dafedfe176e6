/**
 * `npm run test:cluster [-- chapter …]`: builds the images, installs the chart on the cluster that KUBECONFIG names, and
 * tries there what a cluster brings: the demo through the ingress, restarts, deaths, what a pod can reach, upgrades.
 * Exit code 1 when something is not as it must be.
 */
import { chaos } from './chapters/chaos.ts';
import { demo } from './chapters/demo.ts';
import { helmTest, install, uninstall } from './chapters/install.ts';
import { isolation } from './chapters/isolation.ts';
import { restarts } from './chapters/restarts.ts';
import { upgrade } from './chapters/upgrade.ts';
import { Cluster } from './cluster.ts';
import { buildImages } from './images.ts';

export interface Told {
  cluster: Cluster;
  say(line: string): void;
  /** One thing that must be so, with its figure. */
  demand(holds: boolean, what: string): void;
}
export type Chapter = (told: Told) => Promise<void>;

const images: Chapter = ({ say }) => buildImages('test', say);
const chapters: Record<string, Chapter> = {
  images,
  install,
  demo,
  'helm-test': helmTest,
  isolation,
  upgrade,
  restarts,
  chaos,
  uninstall,
};

const tally = { passed: 0, failed: 0 };
const say = (line: string) => console.log(`    ${line}`);
const demand = (holds: boolean, what: string) => {
  tally[holds ? 'passed' : 'failed'] += 1;
  console.log(`  ${holds ? '✓' : '✗'} ${what}`);
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in chapters));
if (unknown.length > 0)
  throw new Error(`No chapter ${unknown.join(', ')}. There are: ${Object.keys(chapters).join(', ')}`);
const cluster = await Cluster.open();
try {
  for (const [name, chapter] of Object.entries(chapters)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    console.log(name);
    const began = performance.now();
    await chapter({ cluster, say, demand }).catch((error: Error) => demand(false, error.message));
    say(`${Math.round((performance.now() - began) / 1_000)} s`);
  }
} finally {
  await cluster.close();
}
console.log(`cluster: ${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.failed === 0 ? 0 : 1);
