import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onPath, run } from '../../deploy/local/commands.ts';
import { cases } from './cases.ts';
import { type Chart, openChart, type Rendered } from './chart.ts';
import { faultsOf, strayKeysIn } from './schema.ts';

let chart: Chart;
beforeAll(async () => {
  chart = await openChart();
}, 120_000);
afterAll(() => chart.close());

const words = (files: string[]) => files.flatMap((file) => ['--values', `charts/kstudio/${file}`]);

/** What is made by chance at each render, in the place of which the golden files have a word. */
const settled = (text: string) =>
  text
    .replace(
      /(\nkind: Secret\n[\s\S]*?\ndata:\n)([\s\S]*?)(?=\n---|$)/g,
      (_, head, data: string) => head + data.replace(/: \S+/g, ': made'),
    )
    .replace(/(checksum\/secret: )"\w+"/g, '$1made');

describe.each(Object.entries(cases))('%s', (name, files) => {
  it('passes helm lint --strict', async () => {
    const result = await chart.helm('lint', '--strict', 'charts/kstudio', ...words(files));
    expect(result.stdout).toContain('1 chart(s) linted, 0 chart(s) failed');
  });

  it('renders what the golden file shows (GOLDEN=write npm run test:charts writes it anew)', async () => {
    const golden = join(import.meta.dirname, `golden/${name}.yaml`);
    const args = ['template', 'k', 'charts/kstudio', '--namespace', 'kstudio', ...words(files)];
    const text = settled((await chart.helm(...args)).stdout);
    if (process.env.GOLDEN === 'write') writeFileSync(golden, text);
    expect(text).toBe(readFileSync(golden, 'utf8'));
  });

  it('makes objects that fit the schemas of Kubernetes, on installation and on upgrade', async () => {
    const faults: string[] = [];
    for (const more of [[], ['--is-upgrade']]) {
      const objects = await chart.render(files, ...more);
      expect(objects.length).toBeGreaterThan(40);
      faults.push(...objects.flatMap(faultsOf), ...(await strayKeysIn(objects)));
    }
    expect(faults).toEqual([]);
  }, 60_000);
});

it('finds an object that does not fit its schema, and a key that no schema knows', async () => {
  const object = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'x' } };
  const container = { name: 'x', imaje: 'y' };
  const spec = { replicas: 'two', selector: {}, template: { spec: { containers: [container] } } };
  expect(faultsOf({ ...object, spec } as Rendered)).toEqual([
    expect.stringMatching(/spec\/replicas must be integer/),
  ]);
  expect(faultsOf({ ...object, kind: 'Deploiement' } as Rendered)).toEqual(['Deploiement x: no schema']);
  const stray = await strayKeysIn([{ ...object, spec: { ...spec, replicas: 2 } } as Rendered]);
  expect(stray).toEqual([expect.stringMatching(/'"imaje"' does not exist/)]);
}, 60_000);

const linter = onPath('kube-linter');
if (!linter)
  console.log(
    'kube-linter is not on the PATH, so its rules were not asked (go install golang.stackrox.io/kube-linter/cmd/kube-linter@v0.8.3).',
  );
else
  it.each(Object.keys(cases))('passes kube-linter (%s)', async (name) => {
    const config = join(import.meta.dirname, 'kube-linter.yaml');
    const result = await run(linter, [
      'lint',
      '--config',
      config,
      join(import.meta.dirname, `golden/${name}.yaml`),
    ]);
    expect(result.stdout + result.stderr).toMatch(/No lint errors found/);
  });
