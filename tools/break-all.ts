/**
 * `npm run break -- --all [clause …]`: breaks every clause that has a patch in turn, on a system that runs from the
 * sources, and needs its proof red each time, and the clause red on the system's own charter page with the test that
 * failed. That is the proof that the proofs can fail.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../deploy/local/build.ts';
import { writeReady } from '../deploy/local/ready.ts';
import { Secrets } from '../deploy/local/secrets.ts';
import { type Mongodb, startMongodb } from '../deploy/local/servers/mongodb.ts';
import { type Rabbitmq, startRabbitmq } from '../deploy/local/servers/rabbitmq.ts';
import { startSystem } from '../deploy/local/system.ts';

type Servers = { rabbitmq: Rabbitmq; mongodb: Mongodb };
type Result = { status: string; failureMessages: string[] };
type Report = { testResults: { assertionResults: Result[] }[] };
type Verdict = { red: number; total: number; shown: boolean };

const root = join(import.meta.dirname, '..');
const dir = join(root, '.kstudio/break');
const downloads = process.env.KSTUDIO_DOWNLOADS ?? join(root, '.kstudio/downloads');
const say = (line: string) => console.log(`  ${line}`);

const asked = process.argv.slice(2);
const clauses = readdirSync(join(root, 'tests/charter/mutants'))
  .filter((file) => file.endsWith('.patch'))
  .map((file) => file.slice(0, -'.patch'.length))
  .filter((clause) => asked.length === 0 || asked.includes(clause))
  .sort();

function breakOrMend(proofs: string, ...args: string[]): void {
  const { status } = spawnSync(process.execPath, [join(root, 'tools/break.mjs'), ...args], {
    stdio: 'inherit',
    env: { ...process.env, KSTUDIO_PROOFS: proofs },
  });
  if (status !== 0) throw new Error(`node tools/break.mjs ${args.join(' ')} failed.`);
}

/** What the clause's proof says on a fresh system with the clause broken. */
async function verdictOf(clause: string, servers: Servers): Promise<Verdict> {
  const own = join(dir, clause);
  const name = `break-${clause.replace(/[^a-z0-9]+/g, '-')}`;
  const databasePrefix = `${name.replaceAll('-', '_')}_`;
  // Red on purpose: not what is known of the clause here.
  const proofs = join(own, 'proofs.json');
  const environment = { retention: { PROOFS_FILE: proofs } };
  const common = { servers, downloads, say, clock: 'shiftable', fromSource: true, environment } as const;
  breakOrMend(proofs, clause);
  try {
    const system = await startSystem({ ...common, dir: own, vhost: name, databasePrefix });
    try {
      writeReady(join(own, 'ready.json'), system, await system.firstOperatorLink());
      const verdict = await runProof(clause, own, proofs);
      return { ...verdict, shown: await isShownRed(clause, system.addresses.application) };
    } finally {
      await system.stop();
    }
  } finally {
    breakOrMend(proofs, '--mend', clause);
  }
}

/** Red is a test whose expectation failed: one that found no system, or ran out of time, proves nothing. */
async function runProof(clause: string, own: string, proofs: string): Promise<Omit<Verdict, 'shown'>> {
  const report = join(own, 'report.json');
  const args = ['--selectProjects', 'charter', '--forceExit', '--json', `--outputFile=${report}`];
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  // The gateway runs in this process: it must not be held up.
  const child = spawn(
    process.execPath,
    [jest, ...args, '--testPathPatterns', `tests/charter/${clause}.test`],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      // Packages that are ES modules alone are required by the tests, as in deploy/local/test-steps.ts.
      env: {
        ...process.env,
        KSTUDIO_READY: join(own, 'ready.json'),
        KSTUDIO_PROOFS: proofs,
        NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --experimental-vm-modules`.trim(),
      },
    },
  );
  await once(child, 'close');
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  const results = testResults.flatMap(({ assertionResults }) => assertionResults);
  const red = results.filter(({ failureMessages }) =>
    failureMessages.some((text) => /\bexpect\(/.test(text)),
  );
  return { red: red.length, total: results.length };
}

/** What the broken system's charter page is made of: the clause is broken, and the page says which test found it. */
async function isShownRed(clause: string, application: string): Promise<boolean> {
  type Shown = { id: string; proof: { state: string; why: string | null } };
  const response = await fetch(`${application}/api/charter/charter`);
  const { clauses: promises, laws } = (await response.json()) as { clauses: Shown[]; laws: Shown[] };
  const { proof } = [...promises, ...laws].find(({ id }) => id === clause)!;
  return proof.state === 'broken' && proof.why !== null;
}

rmSync(dir, { recursive: true, force: true });
mkdirSync(dir, { recursive: true, mode: 0o700 });
await build(root, say);
const secrets = new Secrets(join(dir, 'secrets.json'));
const servers: Servers = {
  rabbitmq: await startRabbitmq({ dir: join(dir, 'rabbitmq'), downloads, secrets, say }),
  mongodb: await startMongodb({ dir: join(dir, 'mongodb'), downloads, secrets, say }),
};
let unproved = 0;
try {
  for (const clause of clauses) {
    const { red, total, shown } = await verdictOf(clause, servers);
    if (red === 0 || !shown) unproved += 1;
    console.log(
      red > 0
        ? `${shown ? '✓' : '✗'} ${clause}: its proof turned red (${red} of ${total} tests), ${shown ? 'and its page says so' : 'but its page does NOT say so'}`
        : `✗ ${clause}: its proof did NOT turn red (${total} tests), so it proves nothing`,
    );
  }
} finally {
  await Promise.allSettled([servers.rabbitmq.close(), servers.mongodb.close()]);
}
console.log(`break: ${clauses.length - unproved} proofs can fail, ${unproved} cannot`);
process.exit(unproved === 0 && clauses.length > 0 ? 0 : 1);
