import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { services } from '@kstudio/contracts';
import { parse, parseAllDocuments } from 'yaml';
import { mongodbImage } from '../../deploy/local/servers/mongodb-program.ts';
import { rabbitmqImage } from '../../deploy/local/servers/rabbitmq-program.ts';
import { root } from './chart.ts';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const values = parse(read('charts/kstudio/values.yaml'));
const chart = parse(read('charts/kstudio/Chart.yaml'));
const operators = (file: string) =>
  parseAllDocuments(read(`deploy/operators/${file}`)).map((one) => one.toJS());

it('installs the product’s own version, with the servers that npm start and Compose run', () => {
  expect(chart.appVersion).toBe(JSON.parse(read('package.json')).version);
  const image = ({ repository, tag }: { repository: string; tag: string }) => `${repository}:${tag}`;
  expect(image(values.rabbitmq.image)).toBe(rabbitmqImage);
  expect(image(values.mongodb.image)).toBe(mongodbImage);
});

it('includes every service by its name, as an alias of the one library chart', () => {
  const aliases = chart.dependencies.map(
    (one: { name: string; alias: string }) => `${one.name} ${one.alias}`,
  );
  expect(aliases.sort()).toEqual([...services, 'web'].map((name) => `service ${name}`).sort());
  expect(parse(read('charts/service/Chart.yaml'))).toMatchObject({
    type: 'library',
    version: chart.dependencies[0].version,
  });
});

it('asks in the example of external stores for those of deploy/operators', () => {
  const { external } = parse(read('charts/kstudio/examples/external.yaml'));
  const [broker, budget] = operators('rabbitmq.yaml');
  const [databases] = operators('mongodb.yaml');
  const [toBroker] = external.rabbitmq.to;
  const [toDatabases] = external.mongodb.to;
  expect(toBroker.podSelector.matchLabels).toEqual({ 'app.kubernetes.io/name': broker.metadata.name });
  expect(toDatabases.podSelector.matchLabels).toEqual({ app: `${databases.metadata.name}-svc` });
  expect(budget.spec.selector.matchLabels).toEqual({ 'app.kubernetes.io/name': broker.metadata.name });
  for (const [to, store] of [
    [toBroker, broker],
    [toDatabases, databases],
  ])
    expect(to.namespaceSelector.matchLabels).toEqual({
      'kubernetes.io/metadata.name': store.metadata.namespace,
    });
  expect(broker.spec.image).toBe(rabbitmqImage);
  expect(`mongo:${databases.spec.version}`).toBe(mongodbImage);
  expect([broker.spec.replicas, databases.spec.members]).toEqual([3, 3]);
});

it('starts the embedded MongoDB as npm start and Compose do, where what people wrote is at stake', () => {
  const template = read('charts/kstudio/templates/mongodb.yaml');
  const compose = read('deploy/compose.yaml');
  for (const setting of ['--slowOpSampleRate=0', '--setParameter=transactionLifetimeLimitSeconds=20'])
    for (const text of [template, compose]) expect(text).toContain(`- ${setting}`);
});
