/**
 * `npm run sbom`: what each image holds, as CycloneDX 1.6 in `.kstudio/sbom/<image>.cdx.json`, from the lockfile; and the
 * licences of all, in a table. Exit code 1 for a licence that nobody agreed to. (`npm sbom` takes a package of the
 * services for a development one as soon as a test needs it too, and leaves it out.)
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { needsOf, readLock } from '../deploy/image/needs.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const packages = readLock(`${root}package-lock.json`);
const images = [
  ...['account', 'identity', 'content', 'analytics-collector', 'retention', 'notifier', 'web'].map(
    (name) => `services/${name}`,
  ),
  'deploy/provision',
  'deploy/backup',
];
/** Permissive ones; anything else wants a decision. */
const agreed = new Set([
  'Apache-2.0',
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Python-2.0',
  'BlueOak-1.0.0',
  'MIT-0',
  'Unlicense',
  'CC0-1.0',
]);

const byName = (one, other) => (one < other ? -1 : 1);
const nameOf = (place) => packages[place].name ?? place.slice(place.lastIndexOf('node_modules/') + 13);
const purlOf = (place) => `pkg:npm/${nameOf(place).replace('@', '%40')}@${packages[place].version}`;

function component(place) {
  const { version, license, integrity, resolved } = packages[place];
  const [, group, name] = /^(?:(@[^/]+)\/)?(.+)$/.exec(nameOf(place));
  const [algorithm, digest] = integrity?.split(' ')[0].split(/-(.*)/s) ?? [];
  return {
    type: 'library',
    'bom-ref': place,
    ...(group && { group }),
    ...{ name, version, purl: purlOf(place) },
    ...(license && {
      licenses: [/[ (]/.test(license) ? { expression: license } : { license: { id: license } }],
    }),
    ...(digest && {
      hashes: [
        {
          alg: algorithm.toUpperCase().replace('SHA', 'SHA-'),
          content: Buffer.from(digest, 'base64').toString('hex'),
        },
      ],
    }),
    ...(resolved?.startsWith('https:') && {
      externalReferences: [
        { type: 'distribution', url: `https://registry.npmjs.org/${resolved.split('/').slice(3).join('/')}` },
      ],
    }),
  };
}

/** CycloneDX 1.6: the image, its packages, and which needs which. No time and no serial: the same lock gives the same file. */
function bomOf(workspace) {
  const needs = needsOf(packages, workspace);
  const places = [...needs.keys()].filter((place) => place !== workspace).sort(byName);
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { ...component(workspace), type: 'application' } },
    components: places.map(component),
    dependencies: [workspace, ...places].map((ref) => ({
      ref,
      dependsOn: [...new Set(needs.get(ref))].sort(byName),
    })),
  };
}

mkdirSync(`${root}.kstudio/sbom`, { recursive: true });
const licences = new Map();
for (const workspace of images) {
  const bom = bomOf(workspace);
  const name = workspace.slice(workspace.indexOf('/') + 1);
  const text = `${JSON.stringify(bom, null, 2)}\n`;
  writeFileSync(`${root}.kstudio/sbom/${name}.cdx.json`, text);
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 12);
  console.log(`${name.padEnd(20)} ${String(bom.components.length).padStart(4)} components   sha256 ${hash}…`);
  for (const { purl, licenses } of bom.components) {
    const licence = licenses?.[0].license?.id ?? licenses?.[0].expression ?? 'none said';
    licences.set(licence, new Set([...(licences.get(licence) ?? []), purl]));
  }
}
console.log('');
for (const [licence, those] of [...licences].sort(([, one], [, other]) => other.size - one.size)) {
  const fine = licence
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((one) => one.split(' AND ').every((each) => agreed.has(each)));
  console.log(
    `${String(those.size).padStart(4)}  ${licence}${fine ? '' : `   NOT AGREED TO: ${[...those].join(', ')}`}`,
  );
  if (!fine) process.exitCode = 1;
}
