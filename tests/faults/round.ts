import { setTimeout as pause } from 'node:timers/promises';
import type { PointName } from '@kstudio/bus';
import { type ServiceName, services } from '@kstudio/contracts';
import { type Chance, chanceOf } from './chance.ts';
import { foundCompany, type Told } from './company.ts';
import { mailsAgain } from './judge-mails.ts';
import { armAt, points } from './points.ts';
import { quiet } from './quiet.ts';
import { type System, startSystem } from './system.ts';
import { openTap, type Published, readTap } from './tap.ts';
import { type Finding, judge } from './verdict.ts';

/** What one round of kills came to. */
export interface Row {
  point: string;
  kills: number;
  companies: number;
  lost: number;
  twice: number;
  /** Mails that came a second time: allowed once per kill of the notifier. */
  mailsAgain: number;
  seconds: number;
}

/** One run: all that was told and published so far, over all rounds. */
export interface Run {
  system: System;
  chance: Chance;
  companies: Told[];
  published: Published[];
  findings: Finding[];
  /** Answers 500, unexpected ends, stories that did not come to their end. */
  complaints: string[];
  /** Where the next life of a service dies; set by the round that is played. */
  plan: (service: ServiceName) => string;
}

/** Starts the six services with nobody to kill them yet, and the queue that sees every event. */
export async function startRun(seed: number, on?: System['on']): Promise<Run> {
  const run = {
    chance: chanceOf(seed),
    companies: [],
    published: [],
    findings: [],
    complaints: [],
    plan: () => '',
  };
  const nextArm = (service: ServiceName) => (run as unknown as Run).plan(service);
  const system = await startSystem({ on, nextArm });
  try {
    await openTap(system);
    await system.ready();
  } catch (error) {
    await system.stop({ keepLogs: true });
    throw error;
  }
  return Object.assign(run, { system });
}

const companiesAtOnce = 12;
/** An armed service that nothing comes by is armed for its very next pass. */
const patienceMs = 6_000;

/** Kills services at one point until `kills` are dead, while companies live; then waits for quiet and compares. */
export async function playRound(run: Run, point: PointName, kills: number): Promise<Row> {
  const killed = () => deathsAt(run.system, point) - before;
  const before = deathsAt(run.system, point);
  const passing = points[point].services;
  run.plan = (service) => (killed() < kills && passing.includes(service) ? armAt(point, run.chance) : '');
  for (const service of services) run.system.process(service).arm(run.plan(service));
  return play(run, point, killed, () => killed() >= kills, point);
}

/** Kills each service at the points of its list, one life after another. */
export async function playList(run: Run, lists: Record<ServiceName, string[]>): Promise<Row> {
  const total = Object.values(lists).flat().length;
  const killed = () => run.system.deaths.filter(({ how }) => how === 'killed').length - before;
  const before = killed0(run.system);
  run.plan = (service) => lists[service].shift() ?? '';
  for (const service of services) run.system.process(service).arm(run.plan(service));
  return play(run, 'every point', killed, () => killed() >= total, null);
}

const killed0 = (system: System) => system.deaths.filter(({ how }) => how === 'killed').length;
const deathsAt = (system: System, point: PointName) =>
  system.deaths.filter(({ how, armed }) => how === 'killed' && armed.startsWith(`${point}:`)).length;

async function play(
  run: Run,
  name: string,
  killed: () => number,
  enough: () => boolean,
  point: PointName | null,
): Promise<Row> {
  const { system, companies, findings } = run;
  const begun = performance.now();
  const [known, mailsBefore, companiesBefore] = [
    new Set(findings.map(({ what }) => what)),
    mailsAgain(run),
    companies.length,
  ];
  const hurry = setInterval(() => point && hurryUp(run, point), patienceMs);
  await Promise.all(Array.from({ length: companiesAtOnce }, () => keepFounding(run, enough)));
  clearInterval(hurry);
  run.plan = () => '';
  for (const service of services) system.process(service).arm('');
  await quiet(system);
  run.published.push(...(await readTap(system)));
  const fresh = (await judge(run)).filter(({ what }) => !known.has(what));
  findings.push(...fresh);
  const count = (kind: Finding['kind']) => fresh.filter((finding) => finding.kind === kind).length;
  return {
    point: name,
    kills: killed(),
    companies: companies.length - companiesBefore,
    lost: count('lost'),
    twice: count('twice'),
    mailsAgain: mailsAgain(run) - mailsBefore,
    seconds: Math.round((performance.now() - begun) / 1_000),
  };
}

/** One company after another until there were kills enough; at least one. */
async function keepFounding(
  { system, chance, companies, complaints }: Run,
  enough: () => boolean,
): Promise<void> {
  do {
    const company = foundCompany(system, chance, (what) => complaints.push(what));
    companies.push(company.told);
    await company.over.catch((error: Error) => complaints.push(`${company.told.email}: ${error.message}`));
    await pause(chance.upTo(100));
  } while (!enough());
}

function hurryUp({ system, plan }: Run, point: PointName): void {
  for (const service of services) {
    if (plan(service) !== '') system.process(service).arm(`${point}:1`);
  }
}
