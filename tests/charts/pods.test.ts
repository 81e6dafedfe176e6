import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { baseConfig, loadConfig } from '@kstudio/chassis';
import { services } from '@kstudio/contracts';
import { configSchema as account } from '../../services/account/src/config.ts';
import { config as collector } from '../../services/analytics-collector/src/config.ts';
import { config as content } from '../../services/content/src/config.ts';
import { configSchema as identity } from '../../services/identity/src/config.ts';
import { config as notifier } from '../../services/notifier/src/config.ts';
import { config as retention } from '../../services/retention/src/config.ts';
import { webConfig as web } from '../../services/web/src/config.ts';
import { cases } from './cases.ts';
import { type Chart, containersOf, openChart, podOf, type Rendered, running } from './chart.ts';

let chart: Chart;
beforeAll(async () => {
  chart = await openChart();
}, 120_000);
afterAll(() => chart.close());

type Schema = Parameters<typeof loadConfig>[0];
const schemas: Record<string, Schema> = {
  account,
  identity,
  content,
  'analytics-collector': collector,
  retention,
  notifier,
  web,
};
const named = (objects: Rendered[], kind: string, name: string) =>
  objects.find((object) => object.kind === kind && object.metadata.name === name) as Rendered;
const text = (secret: Rendered, key: string) => Buffer.from(secret['data'][key], 'base64').toString();

describe.each(Object.entries(cases))('%s', (_name, files) => {
  let objects: Rendered[];
  beforeAll(async () => {
    objects = await chart.render(files);
  });

  it('runs no pod that Pod Security "restricted" refuses, that can write its root or speak to the cluster', () => {
    for (const object of running(objects)) {
      const { spec } = podOf(object);
      expect(spec).toMatchObject({
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
      });
      expect(spec.securityContext.runAsUser).toBeGreaterThan(0);
      for (const container of containersOf(object)) {
        expect(container.securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        });
        expect(container.resources.limits.memory).toBeDefined();
        expect(container.resources.requests).toMatchObject({
          cpu: expect.anything(),
          memory: expect.anything(),
        });
        expect(container.image).toMatch(/[:@]./);
        expect(container.image).not.toMatch(/:latest$/);
      }
    }
  });

  it.each([...services, 'web'])('renews and ends %s without losing a request', (service) => {
    const { spec } = named(objects, 'Deployment', `k-${service}`);
    expect(spec.strategy.rollingUpdate.maxUnavailable).toBe(0);
    const pod = spec.template.spec;
    const [container] = pod.containers;
    expect(container.lifecycle.preStop.sleep.seconds).toBeGreaterThan(0);
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(container.lifecycle.preStop.sleep.seconds + 20);
    expect(container.livenessProbe.httpGet).toEqual({ path: '/healthz', port: 'admin' });
    expect(container.readinessProbe.httpGet).toEqual({ path: '/readyz', port: 'admin' });
    expect(container.startupProbe.httpGet.path).toBe('/healthz');
    expect(pod.topologySpreadConstraints.length).toBe(2);
    const annotations = Object.keys(spec.template.metadata.annotations);
    expect(annotations).toContain('checksum/config');
    if (service !== 'web') expect(annotations).toContain('checksum/secret');
    const owned = objects.some(
      ({ kind, ...object }) =>
        /HorizontalPodAutoscaler|ScaledObject/.test(kind) &&
        object['spec'].scaleTargetRef.name === `k-${service}`,
    );
    expect('replicas' in spec).toBe(!owned);
  });
});

it.each(Object.keys(schemas))(
  'tells %s all that its schema wants, nothing unknown, each secret by a file',
  async (service) => {
    const objects = await chart.render([], '--set', 'account.supportSmtp.enabled=true');
    const dir = mkdtempSync(join(tmpdir(), 'kstudio-chart-env-'));
    try {
      const schema = schemas[service] as Schema;
      const given: Record<string, string> = { ...named(objects, 'ConfigMap', `k-${service}`)['data'] };
      const known = { ...baseConfig.shape, ...schema.shape };
      const ours = Object.keys(given).filter((key) => !/^(NODE_ENV$|OTEL_)/.test(key));
      expect(ours.filter((key) => !(key in known))).toEqual([]);
      const [container] = podOf(named(objects, 'Deployment', `k-${service}`)).spec.containers;
      for (const { name, value } of container.env ?? []) {
        const key = name.replace(/_FILE$/, '');
        expect(known).toHaveProperty(key);
        expect(value).toBe(`/run/kstudio/${key}`);
        given[name] = join(dir, key);
        writeFileSync(given[name], text(named(objects, 'Secret', `k-${service}`), key));
      }
      expect(loadConfig(schema, given)).toMatchObject({ PORT: 8080, ADMIN_PORT: 9090, HOST: '0.0.0.0' });
    } finally {
      rmSync(dir, { recursive: true });
    }
  },
);

it('gives each service its own passwords, which the provisioning knows, and no administrator’s address', async () => {
  const objects = await chart.render([]);
  const provision = named(objects, 'Secret', 'k-provision');
  const passwords = JSON.parse(text(provision, 'PASSWORDS'));
  expect(Object.keys(passwords).sort()).toEqual([...services].sort());
  for (const service of services) {
    const secret = named(objects, 'Secret', `k-${service}`);
    expect(new URL(text(secret, 'AMQP_URL'))).toMatchObject({
      username: `kstudio.${service}`,
      password: passwords[service].broker,
    });
    expect(new URL(text(secret, 'MONGO_URL'))).toMatchObject({
      username: service,
      password: passwords[service].database,
    });
    const volumes = podOf(named(objects, 'Deployment', `k-${service}`)).spec.volumes;
    const mounted = volumes.flatMap((volume: Rendered) => volume['secret']?.secretName ?? []);
    expect(mounted).toEqual([`k-${service}`]);
  }
  const all = services.flatMap((service) => Object.values(passwords[service] as Record<string, string>));
  expect(new Set(all).size).toBe(all.length);
});

it('takes a certificate key as Helm makes it, and the one that was made before', () => {
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }) as string;
  const key = retention.shape.CERTIFICATE_KEY;
  expect(key.parse(pem)).toEqual(key.parse(JSON.stringify(privateKey.export({ format: 'jwk' }))));
  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  expect(() => key.parse(other.export({ format: 'pem', type: 'pkcs8' }))).toThrow(/not an Ed25519/);
});

it('provisions on installation beside the services, and before them on upgrade and rollback, within a deadline', async () => {
  const [first] = (await chart.render([])).filter(({ kind }) => kind === 'Job');
  expect(first).toMatchObject({ metadata: { name: 'k-provision-1' }, spec: { activeDeadlineSeconds: 600 } });
  expect(first?.metadata.annotations).toBeUndefined();
  const [later] = (await chart.render([], '--is-upgrade')).filter(({ kind }) => kind === 'Job');
  expect(later?.metadata.annotations?.['helm.sh/hook']).toBe('pre-upgrade,pre-rollback');
  expect(later?.metadata.annotations?.['helm.sh/hook-delete-policy']).toContain('hook-succeeded');
});
