import { type Chart, openChart } from './chart.ts';

let chart: Chart;
beforeAll(async () => {
  chart = await openChart();
}, 120_000);
afterAll(() => chart.close());

const production = ['--values', 'charts/kstudio/examples/production.yaml'];
const external = [...production, '--values', 'charts/kstudio/examples/external.yaml'];
const refusal = async (...words: string[]) => {
  const { ok, stderr } = await chart.helm('template', 'k', 'charts/kstudio', ...words);
  return ok ? 'nothing was refused' : stderr;
};

it.each([
  ['surprise=1', "kstudio:\n- at '': additional properties 'surprise' not allowed"],
  ['global.mode=prod', "kstudio:\n- at '/global/mode': value must be one of 'development', 'production'"],
  ['global.image.tagg=1', "kstudio:\n- at '/global/image': additional properties 'tagg' not allowed"],
  ['global.origins.sites=lecture.example', "kstudio:\n- at '/global/origins/sites': "],
  ['account.replica=2', "account:\n- at '': additional properties 'replica' not allowed"],
  ['account.replicas=two', "account:\n- at '/replicas': got string, want integer"],
  [
    'analytics-collector.keda.queueLenght=3',
    "analytics-collector:\n- at '/keda': additional properties 'queueLenght' not allowed",
  ],
  ['content.resources.limits.memory=lots', "content:\n- at '/resources/limits/memory'"],
  [
    'retention.persistence.accessMode=Once',
    "retention:\n- at '/persistence/accessMode': value must be one of",
  ],
  ['mongodb.oplogMB=100', "kstudio:\n- at '/mongodb/oplogMB': minimum: got 100, want 256"],
  [
    'networkPolicy.ingressFrom[0].pods=x',
    "kstudio:\n- at '/networkPolicy/ingressFrom/0': additional properties 'pods' not allowed",
  ],
])('refuses %s with its path', async (value, words) => {
  expect(await refusal('--set', value)).toContain(words);
});

it.each([
  [
    'an upgrade to production without secrets',
    ['--set', 'global.mode=production'],
    'make a Secret with the keys',
  ],
  [
    'production by http',
    [...production, '--set', 'global.origins.sites=http://x.example'],
    'global.origins.sites is http://x.example',
  ],
  [
    'production with a clock that moves',
    [...production, '--set', 'global.clock=shiftable'],
    'In production the clock is real',
  ],
  [
    'production that keeps its mails',
    [...production, '--set', 'mail.sink.enabled=true'],
    'mails leave for their recipients',
  ],
  [
    'one origin for both',
    ['--set', 'global.origins.sites=http://kstudio.localhost:8080'],
    'need an origin of their own',
  ],
  ['an ingress that may not come in', ['--set', 'ingress.enabled=true'], 'networkPolicy.ingressFrom'],
  [
    'a broker that may not be reached',
    [...external, '--set-json', 'external.rabbitmq.to=[]'],
    'external.rabbitmq.to',
  ],
  [
    'databases that may not be reached',
    [...external, '--set-json', 'external.mongodb.to=[]'],
    'external.mongodb.to',
  ],
  ['a mail server that may not be reached', [...production, '--set-json', 'mail.to=[]'], 'mail.to'],
  ['traces that may not leave', [...external, '--set-json', 'global.telemetry.to=[]'], 'global.telemetry.to'],
  [
    'a route without a gateway',
    [...external, '--set-json', 'httpRoute.parentRefs=[]'],
    'httpRoute.parentRefs',
  ],
  [
    'two autoscalers',
    ['--set', 'account.keda.enabled=true,account.autoscaling.enabled=true'],
    'account has two autoscalers',
  ],
  ['a count of messages where there is no queue', ['--set', 'web.keda.enabled=true'], 'web has no queue'],
])('refuses %s, in a sentence', async (_what, words, sentence) => {
  expect(await refusal(...words)).toContain(sentence);
});

const secrets = [
  'account',
  'identity',
  'content',
  'analytics-collector',
  'retention',
  'notifier',
  'provision',
  'rabbitmq',
  'mongodb',
];
it.each(secrets)('stops production without the Secret of %s, and says which keys it needs', async (part) => {
  const said = await refusal(...production, '--set', `${part}.existingSecret=`);
  expect(said).toMatch(
    new RegExp(`make a Secret with the keys [\\w.]+.* and name it in ${part}\\.existingSecret\\.`),
  );
});
