import { services } from '@kstudio/contracts';
import { readPaths } from '../../deploy/local/paths.ts';
import { cases } from './cases.ts';
import { type Chart, openChart, podOf, type Rendered, running, selects } from './chart.ts';

let chart: Chart;
beforeAll(async () => {
  chart = await openChart();
}, 120_000);
afterAll(() => chart.close());

type Peer = { podSelector?: object; namespaceSelector?: object; ipBlock?: { cidr: string } };
type Rule = { to?: Peer[]; from?: Peer[]; ports?: { port: string | number }[] };

/** A peer in words: the pods of this release by their name, others by what selects them. */
const inWords = (objects: Rendered[], peer: Peer): string[] => {
  if (peer.ipBlock) return [peer.ipBlock.cidr];
  if (peer.namespaceSelector)
    return [Object.values((peer.namespaceSelector as Rendered)['matchLabels']).join()];
  const pods = running(objects).filter((object) => selects(peer.podSelector, podOf(object).metadata.labels));
  // Of the jobs that provision there are several; they are one part.
  return [...new Set(pods.map((object) => podOf(object).metadata.labels['app.kubernetes.io/name']))];
};

/** What the policies let a part say or hear, sorted: `amqp rabbitmq`. Those that stand only while `helm test` runs aside. */
function mayReach(objects: Rendered[], part: string, direction: 'ingress' | 'egress'): string[] {
  const standing = objects.filter(
    ({ kind, metadata }) => kind === 'NetworkPolicy' && !metadata.annotations?.['helm.sh/hook'],
  );
  const labels = labelsOf(objects, part);
  const policies = standing.filter((policy) => selects(policy['spec'].podSelector, labels));
  const rules = policies.flatMap((policy) => (policy['spec'][direction] ?? []) as Rule[]);
  return rules
    .flatMap(({ to, from, ports = [] }) =>
      (to ?? from ?? []).flatMap((peer) =>
        inWords(objects, peer).flatMap((who) => ports.map(({ port }) => `${port} ${who}`)),
      ),
    )
    .sort();
}
const labelsOf = (objects: Rendered[], part: string): Record<string, string> => {
  const found = running(objects).map((object) => podOf(object).metadata.labels);
  const labels = found.find((its) => its['app.kubernetes.io/name'] === part);
  if (!labels) throw new Error(`no pod of ${part}`);
  return labels;
};

const dns = ['53 kube-system', '53 kube-system'];

describe.each(Object.entries(cases))('%s', (name, files) => {
  let objects: Rendered[];
  beforeAll(async () => {
    objects = await chart.render(files);
  });

  it('denies every pod what no policy names, in and out', () => {
    const deny = objects.find(({ metadata }) => metadata.name === 'k-default-deny') as Rendered;
    expect(deny['spec']).toMatchObject({ policyTypes: ['Ingress', 'Egress'] });
    expect(Object.keys(deny['spec']).sort()).toEqual(['podSelector', 'policyTypes']);
    for (const object of running(objects))
      expect([
        object.metadata.name,
        selects(deny['spec'].podSelector, podOf(object).metadata.labels),
      ]).toEqual([object.metadata.name, true]);
  });

  it('lets services speak to the broker, their database, DNS; the notifier to the mail server; nobody else', () => {
    const stores =
      name === 'external'
        ? ['27017 stores', '5671 stores', '4318 observability']
        : ['amqp rabbitmq', 'mongodb mongodb'];
    const mail = name === 'development' ? 'smtp mail-sink' : '587 192.0.2.25/32';
    for (const service of services) {
      const wanted = [...dns, ...stores, ...(service === 'notifier' ? [mail] : [])].sort();
      expect([service, mayReach(objects, service, 'egress')]).toEqual([service, wanted]);
    }
    expect(mayReach(objects, 'web', 'egress')).toEqual([]);
    const administrators =
      name === 'external' ? ['15671 stores', '27017 stores'] : ['management rabbitmq', 'mongodb mongodb'];
    expect(mayReach(objects, 'provision', 'egress')).toEqual([...dns, ...administrators].sort());
  });

  it('lets the ingress reach the services of the table of paths, and no service another', () => {
    const metrics = name === 'external' ? ['admin observability'] : [];
    for (const service of [...services, 'web']) {
      const rows = readPaths().filter((row) => row.service === service);
      const ports =
        rows.length > 0 && name !== 'development'
          ? ['http traefik', ...(service === 'content' ? ['sites traefik'] : [])]
          : [];
      const mail = service === 'account' && name !== 'development' ? ['support-smtp 192.0.2.25/32'] : [];
      const wanted = [...ports, ...mail, ...metrics].sort();
      expect([service, mayReach(objects, service, 'ingress')]).toEqual([service, wanted]);
    }
  });
});

it('lets services and the provisioning reach the stores of the release, and KEDA the broker where it counts', async () => {
  const objects = await chart.render(cases['production'] as string[]);
  const each = (port: string) => services.map((service) => `${port} ${service}`);
  expect(mayReach(objects, 'rabbitmq', 'ingress')).toEqual(
    [...each('amqp'), 'amqp keda', 'management provision'].sort(),
  );
  expect(mayReach(objects, 'mongodb', 'ingress')).toEqual(
    [...each('mongodb'), 'mongodb mongodb', 'mongodb provision'].sort(),
  );
  expect(mayReach(objects, 'rabbitmq', 'egress')).toEqual([]);
});
