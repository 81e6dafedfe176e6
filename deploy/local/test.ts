/** `npm test`: real servers of its own, then every test, and at the end one line that counts them all. */
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from './build.ts';
import { findChromium } from './chromium.ts';
import { endCommands } from './commands.ts';
import { report, stopOnSignal } from './ending.ts';
import { StartFailure } from './failure.ts';
import { release, take } from './lock.ts';
import { endLeftovers } from './processes.ts';
import { Progress } from './progress.ts';
import { writeReady } from './ready.ts';
import { Secrets } from './secrets.ts';
import { type Mongodb, startMongodb } from './servers/mongodb.ts';
import { type Rabbitmq, startRabbitmq } from './servers/rabbitmq.ts';
import { type System, startSystem } from './system.ts';
import { type Count, check, jest, type StepOptions } from './test-steps.ts';

const root = resolve(import.meta.dirname, '../..');
const dir = join(root, '.kstudio/test');
const downloads = process.env.KSTUDIO_DOWNLOADS ?? join(root, '.kstudio/downloads');
const lock = join(root, '.kstudio/test.lock');
const progress = new Progress();
const stopping = new AbortController();
const total: Count = { passed: 0, failed: 0 };
let servers: { rabbitmq: Rabbitmq; mongodb: Mongodb } | undefined;
let system: System | undefined;

stopOnSignal(async (reason) => {
  console.log(`\nStopping (${reason}) …`);
  stopping.abort();
  endCommands();
  await work;
});

const work = everything();
await work;
console.log(`tests: ${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);

/** Sets up, runs every step and stops what was started, whatever happens on the way. */
async function everything(): Promise<void> {
  let mine = false;
  try {
    mine = take(lock);
    if (!mine)
      throw new StartFailure('The tests of this folder run already.', 'Wait for them, or stop them.');
    await setUpAndRun();
  } catch (error) {
    countFailure(error);
  } finally {
    await stopAll();
    if (mine) release(lock);
  }
}

/** What keeps tests from running is a failed test; a stop by hand needs no words. */
function countFailure(error: unknown): void {
  total.failed += 1;
  if (!stopping.signal.aborted) report(error);
}

async function setUpAndRun(): Promise<void> {
  await endLeftovers(join(dir, 'processes'));
  await endLeftovers(join(dir, 'system/processes'));
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  progress.say('building what changed, starting servers');
  const [, chromium] = await Promise.all([
    build(root, progress.say),
    findChromium(downloads, progress.say),
    startServers(),
  ]);
  const { rabbitmq, mongodb } = servers as { rabbitmq: Rabbitmq; mongodb: Mongodb };
  progress.say(`RabbitMQ (${rabbitmq.origin}), MongoDB (${mongodb.origin}), Chromium (${chromium})`);
  const options: StepOptions = {
    root,
    dir,
    signal: stopping.signal,
    env: {
      ...process.env,
      TEST_RABBITMQ_URL: rabbitmq.url,
      TEST_RABBITMQ_MANAGEMENT_URL: rabbitmq.managementUrl,
      TEST_MONGODB_URL: mongodb.url,
      TEST_DOWNLOADS: downloads,
      CHROME_PATH: chromium,
      KSTUDIO_READY: join(dir, 'system/ready.json'),
    },
  };
  await step('check', () => check(options));
  await step('unit', () => jest('unit', options));
  // What Helm makes of the charts; a cluster is for npm run test:cluster.
  await step('charts', () => jest('charts', options));
  await step('integration', () => jest('integration', options));
  // A kill at every named point; all of them, and the broker's, by `npm run faults`.
  await step('faults', () => jest('faults', options, 'tests/faults/sample'));
  await withSystem(async () => {
    for (const project of ['charter', 'security', 'e2e']) await step(project, () => jest(project, options));
  }).catch(countFailure);
}

async function startServers(): Promise<void> {
  const common = { downloads, secrets: new Secrets(join(dir, 'secrets.json')), say: progress.say };
  const started = await Promise.allSettled([
    startRabbitmq({ ...common, dir: join(dir, 'rabbitmq') }),
    startMongodb({ ...common, dir: join(dir, 'mongodb') }),
  ]);
  const [rabbitmq, mongodb] = started;
  if (rabbitmq.status === 'fulfilled' && mongodb.status === 'fulfilled') {
    servers = { rabbitmq: rabbitmq.value, mongodb: mongodb.value };
    return;
  }
  for (const result of started) if (result.status === 'fulfilled') await result.value.close();
  for (const result of started) if (result.status === 'rejected') throw result.reason;
}

async function step(name: string, run: () => Promise<Count>): Promise<void> {
  stopping.signal.throwIfAborted();
  console.log(`\n— ${name}`);
  const begun = progress.seconds();
  const count = await run();
  total.passed += count.passed;
  total.failed += count.failed;
  const took = (progress.seconds() - begun).toFixed(0);
  progress.say(`${name}: ${count.passed} passed, ${count.failed} failed (${took} s)`);
}

/** One running system for the tests that play on the whole product; one that cannot start is a failed test. */
async function withSystem(run: () => Promise<void>): Promise<void> {
  const own = join(dir, 'system');
  system = await startSystem({
    dir: own,
    downloads,
    servers,
    clock: 'shiftable',
    vhost: 'kstudio-whole',
    databasePrefix: 'whole_',
    say: progress.say,
    signal: stopping.signal,
  });
  writeReady(join(own, 'ready.json'), system, await system.firstOperatorLink());
  await run();
  await system.stop();
  system = undefined;
}

async function stopAll(): Promise<void> {
  await system?.stop();
  await Promise.allSettled([servers?.rabbitmq.close(), servers?.mongodb.close()]);
}
