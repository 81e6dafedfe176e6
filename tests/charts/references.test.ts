import { cases } from './cases.ts';
import { type Chart, containersOf, openChart, podOf, type Rendered, running, selects } from './chart.ts';

let chart: Chart;
beforeAll(async () => {
  chart = await openChart();
}, 120_000);
afterAll(() => chart.close());

/** Secrets that the examples name and that are the operator's, with the keys that README.md asks her for. */
const theirs: Record<string, string[]> = {
  'kstudio-account': ['AMQP_URL', 'MONGO_URL', 'LINK_SECRET'],
  'kstudio-identity': ['AMQP_URL', 'MONGO_URL', 'TOKEN_SECRET', 'FIRST_OPERATOR_TOKEN'],
  'kstudio-content': ['AMQP_URL', 'MONGO_URL'],
  'kstudio-analytics-collector': ['AMQP_URL', 'MONGO_URL', 'BROWSING_KEY'],
  'kstudio-retention': ['AMQP_URL', 'MONGO_URL', 'CERTIFICATE_KEY'],
  'kstudio-notifier': ['AMQP_URL', 'MONGO_URL', 'SMTP_URL'],
  'kstudio-provision': ['RABBITMQ_MANAGEMENT_URL', 'MONGODB_URL', 'PASSWORDS'],
  'kstudio-rabbitmq': ['definitions.json'],
  'kstudio-mongodb': ['key'],
  'kstudio-stores-ca': ['ca.crt'],
  registry: [],
  'atelier-tls': [],
  'lecture-tls': [],
};

/** Every `{kind} {name}` or `{kind} {name} {key}` that an object refers to. */
function referencesOf(object: Rendered): string[] {
  const pod = podOf(object)?.spec;
  const refs: string[] = [];
  for (const { name } of pod?.imagePullSecrets ?? []) refs.push(`Secret ${name}`);
  for (const volume of pod?.volumes ?? []) {
    const sources = [volume, ...(volume.projected?.sources ?? [])];
    for (const { secret, configMap } of sources) {
      const [kind, name] = secret
        ? ['Secret', secret.secretName ?? secret.name]
        : ['ConfigMap', configMap?.name];
      if (!name) continue;
      refs.push(`${kind} ${name}`);
      for (const { key } of (secret ?? configMap).items ?? []) refs.push(`${kind} ${name} ${key}`);
    }
    const claim = volume.persistentVolumeClaim?.claimName;
    if (claim) refs.push(`PersistentVolumeClaim ${claim}`);
  }
  for (const container of containersOf(object)) {
    for (const { configMapRef } of container.envFrom ?? []) refs.push(`ConfigMap ${configMapRef.name}`);
    for (const { value } of container.env ?? []) {
      const volume = pod.volumes.find((one: { name: string }) => one.name === 'secrets');
      const file = /^\/run\/kstudio\/(.+)$/.exec(value)?.[1];
      if (file && volume) refs.push(`Secret ${volume.secret.secretName} ${file}`);
    }
  }
  const spec = object['spec'] ?? {};
  for (const { secretName } of spec.tls ?? []) refs.push(`Secret ${secretName}`);
  for (const { name, key } of spec.secretTargetRef ?? []) refs.push(`Secret ${name} ${key}`);
  for (const trigger of spec.triggers ?? [])
    refs.push(`TriggerAuthentication ${trigger.authenticationRef.name}`);
  if (spec.scaleTargetRef) refs.push(`Deployment ${spec.scaleTargetRef.name}`);
  if (spec.serviceName) refs.push(`Service ${spec.serviceName}`);
  for (const rule of spec.rules ?? []) {
    for (const { backend } of rule.http?.paths ?? [])
      refs.push(`Service ${backend.service.name} ${backend.service.port.name}`);
    for (const { name, port } of rule.backendRefs ?? []) refs.push(`Service ${name} ${port}`);
  }
  return refs;
}

/** Everything that can be referred to. */
function namesOf(objects: Rendered[]): Set<string> {
  const names = new Set<string>();
  for (const [secret, keys] of Object.entries(theirs))
    for (const name of ['', ...keys]) names.add(`Secret ${secret} ${name}`.trim());
  for (const object of objects) {
    const name = `${object.kind} ${object.metadata.name}`;
    names.add(name);
    for (const key of Object.keys(object['data'] ?? {})) names.add(`${name} ${key}`);
    if (object.kind === 'Service')
      for (const port of object['spec'].ports) names.add(`${name} ${port.name}`).add(`${name} ${port.port}`);
  }
  return names;
}

describe.each(Object.entries(cases))('%s', (_name, files) => {
  let objects: Rendered[];
  beforeAll(async () => {
    objects = await chart.render(files);
  });
  const kinds = (...wanted: string[]) => objects.filter(({ kind }) => wanted.includes(kind));

  it('refers to no Secret, ConfigMap, claim, Service or key that is not there', () => {
    const names = namesOf(objects);
    const missing = objects.flatMap((object) =>
      referencesOf(object)
        .filter((reference) => !names.has(reference))
        .map((reference) => `${object.kind} ${object.metadata.name}: ${reference}`),
    );
    expect(missing).toEqual([]);
  });

  it('makes no Secret and no ConfigMap that nothing refers to', () => {
    const used = new Set(objects.flatMap(referencesOf));
    const made = kinds('Secret', 'ConfigMap').map((object) => `${object.kind} ${object.metadata.name}`);
    expect(made.filter((name) => !used.has(name))).toEqual([]);
  });

  it('leads each Service to one kind of pod, and each of its ports to one that is open there', () => {
    for (const service of kinds('Service')) {
      const { selector, ports } = service['spec'];
      const pods = running(objects).filter((object) => selects(selector, podOf(object).metadata.labels));
      expect([service.metadata.name, pods.map((object) => object.metadata.name)]).toEqual([
        service.metadata.name,
        [service.metadata.name],
      ]);
      const open = containersOf(pods[0] as Rendered).flatMap(({ ports: its = [] }) =>
        its.map((port: { name: string }) => port.name),
      );
      expect(open).toEqual(
        expect.arrayContaining(ports.map((port: { targetPort: string }) => port.targetPort)),
      );
    }
  });

  it('names in probes, mounts and policies what the pods have', () => {
    for (const object of running(objects)) {
      const volumes = (podOf(object).spec.volumes ?? []).map((volume: { name: string }) => volume.name);
      const claimed = (object['spec'].volumeClaimTemplates ?? []).map(
        (claim: Rendered) => claim.metadata.name,
      );
      for (const container of containersOf(object)) {
        const ports = (container.ports ?? []).map((port: { name: string }) => port.name);
        for (const probe of ['startupProbe', 'readinessProbe', 'livenessProbe']) {
          const asked = container[probe]?.httpGet?.port ?? container[probe]?.tcpSocket?.port;
          if (asked) expect(ports).toContain(asked);
        }
        for (const { name } of container.volumeMounts ?? []) expect([...volumes, ...claimed]).toContain(name);
      }
    }
  });

  it('has selectors that find something: budgets, policies, Deployments their own pods', () => {
    const labels = running(objects).map((object) => podOf(object).metadata.labels);
    for (const object of kinds('PodDisruptionBudget', 'NetworkPolicy')) {
      const selector = object['spec'].selector ?? object['spec'].podSelector;
      expect([object.metadata.name, labels.some((its) => selects(selector, its))]).toEqual([
        object.metadata.name,
        true,
      ]);
    }
    for (const object of kinds('Deployment', 'StatefulSet'))
      expect(selects(object['spec'].selector, podOf(object).metadata.labels)).toBe(true);
  });
});
