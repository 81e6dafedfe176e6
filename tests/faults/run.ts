/**
 * Kills services at named points while companies live, then compares what was acknowledged with what is there:
 * `npm run faults -- --kills 500 --seed 1`. With `--broker` it is RabbitMQ that dies, and connections that are cut.
 * Ends with a table, and with exit code 1 when anything was lost or happened twice.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { brokerAway, connectionsKilled, disorder, unroutable } from './broker-trials.ts';
import { type Place, places } from './points.ts';
import { playRound } from './round.ts';
import { borrowServers, privateBroker } from './servers.ts';
import { openTrial, type Row, type Trial } from './trial.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    points: { type: 'string', default: places.join(',') },
    broker: { type: 'boolean', default: false },
    /** For how long the broker is away, in seconds; and how many connections are cut, with `--broker`. */
    away: { type: 'string', default: '20' },
    connections: { type: 'string', default: '200' },
  },
});

type Part = (trial: Trial) => Promise<Row>;
const undo: (() => Promise<unknown> | void)[] = [];

/** The kills, shared out to the points. */
function killParts(): Part[] {
  const asked = values.points.split(',') as Place[];
  const kills = Number(values.kills);
  return asked.map((place, index) => {
    const share = Math.floor(kills / asked.length) + (index < kills % asked.length ? 1 : 0);
    return (trial) => playRound(trial, place, share);
  });
}

async function play(): Promise<boolean> {
  const servers = await borrowServers();
  undo.push(servers.giveBack);
  let on = servers.addresses;
  let parts = killParts();
  if (values.broker) {
    const dir = mkdtempSync(join(tmpdir(), 'kstudio-broker-'));
    undo.push(() => rmSync(dir, { recursive: true, force: true }));
    const broker = await privateBroker(join(dir, 'rabbitmq'));
    undo.push(broker.close);
    on = { ...on, rabbitmqUrl: broker.url, managementUrl: broker.managementUrl };
    const away = Number(values.away);
    parts = [
      (trial) => brokerAway(trial, broker, away, 'SIGTERM'),
      (trial) => brokerAway(trial, broker, away, 'SIGKILL'),
      (trial) => connectionsKilled(trial, Number(values.connections)),
      (trial) => unroutable(trial, away),
      disorder,
    ];
  }
  const trial = await openTrial(Number(values.seed), on);
  let fine = false;
  undo.push(() => trial.system.stop({ keepLogs: !fine }));
  const rows: Row[] = [];
  for (const part of parts) {
    rows.push(await part(trial));
    console.log(JSON.stringify(rows.at(-1)));
  }
  fine = report(trial, rows);
  if (!fine) console.log(`logs in ${trial.system.logs}`);
  return fine;
}

function report({ system, findings, complaints }: Trial, rows: Row[]): boolean {
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0);
  const total: Row = {
    what: 'total',
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

async function leave(): Promise<void> {
  for (let step = undo.pop(); step; step = undo.pop()) await step();
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void leave().finally(() => process.exit(1)));
}
try {
  process.exitCode = (await play()) ? 0 : 1;
} finally {
  await leave();
}
