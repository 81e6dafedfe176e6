import type { Chapter } from '../run.ts';

/** Runs in the pod with what its image has. Says for each thing that it tries what came of it. */
const program = String.raw`
const { readFileSync } = require('node:fs');
const { connect } = require('node:net');
const amqp = require('amqplib');
const { MongoClient } = require('mongoose').mongo;
const { services, outside, own, other } = JSON.parse(process.argv.at(-1));
const told = {};
const secret = (name) => readFileSync('/run/kstudio/' + name, 'utf8').trim();
const opens = (host, port) => new Promise((done) => {
  const socket = connect({ host, port, timeout: 3000 });
  socket.on('connect', () => { socket.destroy(); done('open'); });
  socket.on('timeout', () => { socket.destroy(); done('closed'); });
  socket.on('error', (error) => done(error.code === 'ENOTFOUND' ? 'no such name' : 'closed'));
});
const says = (work) => work().then(() => 'done', (error) => error.codeName ?? (/ACCESS.REFUSED/.exec(error.message) ? 'ACCESS_REFUSED' : error.message));
async function broker(work) {
  const connection = await amqp.connect(secret('AMQP_URL'));
  connection.on('error', () => undefined);
  try {
    const channel = await connection.createConfirmChannel();
    const closed = new Promise((_, fail) => channel.on('error', fail));
    await Promise.race([work(channel), closed]);
  } finally { await connection.close().catch(() => undefined); }
}
(async () => {
  for (const [host, port] of services) told['service ' + host + ':' + port] = await opens(host, port);
  for (const [host, port] of outside) told['outside ' + host + ':' + port] = await opens(host, port);
  const client = await MongoClient.connect(secret('MONGO_URL'));
  told['own database'] = await says(() => client.db(own.database).collection('jobs').findOne({}));
  told['another database'] = await says(() => client.db(other.database).collection('people').findOne({}));
  told['every database'] = await says(() => client.db('admin').command({ listDatabases: 1 }).then(({ databases }) => { if (databases.some(({ name }) => name === other.database)) throw new Error('seen'); }));
  await client.close();
  told['own queue'] = await says(() => broker((channel) => channel.checkQueue(own.queue)));
  told['another queue, reading'] = await says(() => broker((channel) => channel.get(other.queue)));
  told['another queue, making'] = await says(() => broker((channel) => channel.assertQueue('of-my-own', { durable: true })));
  told['another event'] = await says(() => broker(async (channel) => { channel.publish('kstudio.events', other.event, Buffer.from('{}')); await channel.waitForConfirms(); }));
  told['the default exchange'] = await says(() => broker(async (channel) => { channel.publish('', other.queue, Buffer.from('{}')); await channel.waitForConfirms(); }));
  console.log(JSON.stringify(told));
})().catch((error) => { console.error(error); process.exit(1); });
`;

/** A pod of content tries every other service, another's data and queue, the outside and the cluster's API. */
export const isolation: Chapter = async ({ cluster, demand }) => {
  const { release } = cluster;
  const api = (
    await cluster.kubectl(
      'get',
      'service',
      'kubernetes',
      '--namespace',
      'default',
      '--output',
      'jsonpath={.spec.clusterIP}',
    )
  ).trim();
  const node = (
    await cluster.kubectl('get', 'nodes', '--output', 'jsonpath={.items[0].status.addresses[0].address}')
  ).trim();
  const others = ['account', 'identity', 'analytics-collector', 'retention', 'notifier', 'web'];
  const addressOf = async (name: string) => {
    const path = 'jsonpath={.items[0].status.podIP}';
    const selector = `app.kubernetes.io/name=${name},app.kubernetes.io/instance=${release}`;
    return (await cluster.kubectl('get', 'pods', '--selector', selector, '--output', path)).trim();
  };
  const asked = {
    services: [
      ...others.map((name) => [`${release}-${name}`, 80]),
      // A Service has no port for it: the pod itself is asked.
      ...(await Promise.all(others.map(async (name) => [await addressOf(name), 9090]))),
    ],
    // Both answer to who may reach them: the cluster's API, and the ingress on the node.
    outside: [
      [`${release}-mail-sink`, 1025],
      [`${release}-rabbitmq`, 15672],
      [api, 443],
      [node, 80],
    ],
    own: { database: 'kstudio_content', queue: 'content.events.r1' },
    other: {
      database: 'kstudio_identity',
      queue: 'identity.events.r1',
      event: 'account.subscription-ended.v1',
    },
  };
  const { ok, stdout, stderr } = await cluster.exec('content', program, JSON.stringify(asked));
  if (!ok) throw new Error(`the pod could not try: ${stderr}`);
  const told = JSON.parse(stdout.trim().split('\n').at(-1)!) as Record<string, string>;
  demand(
    told['own database'] === 'done' && told['own queue'] === 'done',
    'its own database and queue are there for it',
  );
  const doors = Object.entries(told).filter(([what]) => /^(service|outside) /.test(what));
  const open = doors.filter(([, said]) => said !== 'closed').map(([what, said]) => `${what} (${said})`);
  demand(
    open.length === 0,
    `${doors.length} other doors are closed to it${open.length > 0 ? `, but not ${open.join(', ')}` : ''}`,
  );
  demand(told['another database'] === 'Unauthorized', `another's database: ${told['another database']}`);
  demand(
    told['every database'] === 'done',
    `the list of databases shows no other's: ${told['every database']}`,
  );
  for (const what of [
    'another queue, reading',
    'another queue, making',
    'another event',
    'the default exchange',
  ])
    demand(told[what] === 'ACCESS_REFUSED', `${what}: ${told[what]}`);
};
