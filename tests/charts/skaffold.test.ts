import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { cases } from './cases.ts';
import { type Chart, containersOf, openChart, root, running } from './chart.ts';

/** skaffold.yaml builds what the chart runs, and tells it so by values that the chart knows. */
type Release = { setValueTemplates: Record<string, string> };
type Profile = { name: string; patches: { path: string; value: string[] }[] };
const file = parse(readFileSync(join(root, 'skaffold.yaml'), 'utf8'));
const artifacts: { image: string; docker: { buildArgs?: { SERVICE: string }; target?: string } }[] =
  file.build.artifacts;
const [release]: Release[] = file.deploy.helm.releases;
const profiles: Profile[] = file.profiles;

let chart: Chart;
beforeAll(async () => {
  chart = await openChart();
}, 120_000);
afterAll(() => chart.close());

/** What Skaffold makes of the templates, for an image that it built as `<image>:built`. */
const values = Object.entries(release!.setValueTemplates).map(([path, template]) => {
  const [, what, name] = /^\{\{\.IMAGE_(REPO|TAG)_(\w+)\}\}$/.exec(template)!;
  const { image } = artifacts.find((one) => one.image.replaceAll(/[^A-Za-z0-9]/g, '_') === name)!;
  return `${path}=${what === 'REPO' ? image : 'built'}`;
});

test('every image of the product that the chart runs is one that was built', async () => {
  const objects = await chart.render(cases['development']!, '--set', values.join(','));
  const images = new Set(
    running(objects)
      .flatMap(containersOf)
      .map(({ image }) => String(image)),
  );
  const servers = [...images].filter((image) => /^(rabbitmq|mongo):/.test(image));
  expect(new Set([...images].filter((image) => !servers.includes(image)))).toEqual(
    new Set(artifacts.map(({ image }) => `${image}:built`)),
  );
  expect(servers).toHaveLength(2);
});

test.each(artifacts)('$image is built from what is there', ({ docker }) => {
  const { SERVICE: service } = docker.buildArgs ?? {};
  if (docker.target)
    return expect(readFileSync(join(root, 'deploy/Dockerfile'), 'utf8')).toContain(` AS ${docker.target}\n`);
  return expect(
    ['services', 'deploy'].some((folder) => existsSync(join(root, folder, service!, 'package.json'))),
  ).toBe(true);
});

test.each(profiles)('the values of the profile $name are taken by the chart', async ({ patches }) => {
  const files = patches.filter(({ path }) => path.endsWith('/valuesFiles')).flatMap(({ value }) => value);
  expect(files.length).toBeGreaterThan(0);
  const own = files.map((name) => name.replace('charts/kstudio/', ''));
  const objects = await chart.render(own, '--set', values.join(','));
  const images = running(objects)
    .flatMap(containersOf)
    .map(({ image }) => String(image));
  // Where Skaffold pushed an image, its name has the registry in it already.
  expect(images.filter((image) => image.endsWith(':built') && !image.startsWith('kstudio/'))).toEqual([]);
  expect(objects.filter(({ kind }) => kind === 'Deployment').length).toBeGreaterThanOrEqual(7);
});
