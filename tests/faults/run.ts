/**
 * Kills services at named points while companies live, then compares what was acknowledged with what is there:
 * `npm run faults -- --kills 500 --seed 1`. With `--broker`, it is RabbitMQ that goes away, and connections.
 */
import { parseArgs } from 'node:util';
import type { PointName } from '@kstudio/bus';
import { pointNames } from './points.ts';
import { playRound, type Row, type Run, startRun } from './round.ts';
import { borrowServers } from './servers.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    points: { type: 'string', default: pointNames.join(',') },
    broker: { type: 'boolean', default: false },
  },
});

async function killRun(): Promise<boolean> {
  const asked = values.points.split(',') as PointName[];
  const [kills, seed] = [Number(values.kills), Number(values.seed)];
  const servers = await borrowServers();
  const run = await startRun(seed, servers.addresses);
  let fine = false;
  const leave = async () => {
    await run.system.stop({ keepLogs: !fine });
    await servers.giveBack();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void leave().then(() => process.exit(1)));
  try {
    const rows: Row[] = [];
    for (const [index, point] of asked.entries()) {
      const share = Math.floor(kills / asked.length) + (index < kills % asked.length ? 1 : 0);
      rows.push(await playRound(run, point, share));
      console.log(JSON.stringify(rows.at(-1)));
    }
    fine = report(run, rows);
    return fine;
  } finally {
    if (!fine) console.log(`logs in ${run.system.logs}`);
    await leave();
  }
}

function report({ system, findings, complaints }: Run, rows: Row[]): boolean {
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0);
  const total: Row = {
    point: 'total',
    kills: sum((row) => row.kills),
    companies: sum((row) => row.companies),
    lost: sum((row) => row.lost),
    twice: sum((row) => row.twice),
    mailsAgain: sum((row) => row.mailsAgain),
    seconds: sum((row) => row.seconds),
  };
  console.table([...rows, total]);
  const strange = system.deaths.filter(({ how }) => how === 'unexpected');
  for (const { kind, what } of findings) console.log(`${kind}: ${what}`);
  for (const what of complaints) console.log(`complaint: ${what}`);
  for (const { service, life, detail } of strange)
    console.log(`unexpected end of ${service}, life ${life}: ${detail}`);
  return findings.length + complaints.length + strange.length === 0;
}

process.exitCode = (await killRun()) ? 0 : 1;
