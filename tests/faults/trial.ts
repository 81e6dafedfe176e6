import { setTimeout as pause } from 'node:timers/promises';
import type { ServiceName } from '@kstudio/contracts';
import { type Chance, chanceOf } from './chance.ts';
import { type Company, foundCompany, type Life, type Told } from './company.ts';
import { judge } from './judge.ts';
import { mailsAgain } from './judge-mails.ts';
import { quiet } from './quiet.ts';
import { type System, startSystem } from './system.ts';
import { openTap, type Published, readTap } from './tap.ts';
import type { Finding } from './verdict.ts';

/** The six services under trial, with all that people were told and all that was published, from the beginning. */
export interface Trial {
  system: System;
  chance: Chance;
  companies: Told[];
  published: Published[];
  findings: Finding[];
  /** Answers 500, and stories that did not come to their end. */
  complaints: string[];
  /** Ids of messages that a trial forged: they are no events. */
  forged: Set<string>;
  /** Where the next life of a service dies; set by the round that is played. */
  plan: (service: ServiceName) => string;
}

/** What one part of a trial came to. */
export interface Row {
  what: string;
  /** Kills of services, or of connections. */
  kills: number;
  companies: number;
  lost: number;
  twice: number;
  /** Mails that came a second time: allowed once per kill of the notifier. */
  mailsAgain: number;
  seconds: number;
}

/** Starts the six services with nobody to kill them yet, and the queue that sees every event. */
export async function openTrial(seed: number, on?: System['on']): Promise<Trial> {
  const trial: Omit<Trial, 'system'> = {
    chance: chanceOf(seed),
    companies: [],
    published: [],
    findings: [],
    complaints: [],
    forged: new Set(),
    plan: () => '',
  };
  const system = await startSystem({ on, nextArm: (service) => trial.plan(service) });
  try {
    await openTap(system);
    await system.ready();
  } catch (error) {
    await system.stop({ keepLogs: true });
    throw error;
  }
  return Object.assign(trial, { system });
}

/** Lets `happen` happen, waits until all is quiet, and compares; only what is newly wrong counts here. */
export async function observe(trial: Trial, what: string, happen: () => Promise<number>): Promise<Row> {
  const { system, findings, companies } = trial;
  const begun = performance.now();
  const before = { mails: mailsAgain(trial), companies: companies.length };
  const kills = await happen();
  await quiet(system);
  const heard = await readTap(system);
  trial.published.push(...heard.filter(({ id }) => !trial.forged.has(id)));
  const known = new Set(findings.map((finding) => finding.what));
  const fresh = (await judge(trial)).filter((finding) => !known.has(finding.what));
  findings.push(...fresh);
  const count = (kind: Finding['kind']) => fresh.filter((finding) => finding.kind === kind).length;
  return {
    what,
    kills,
    companies: companies.length - before.companies,
    lost: count('lost'),
    twice: count('twice'),
    mailsAgain: mailsAgain(trial) - before.mails,
    seconds: Math.round((performance.now() - begun) / 1_000),
  };
}

/** One company that is watched: what it is told counts, and that its story comes to its end. */
export function watchCompany(trial: Trial, story?: (life: Life) => Promise<void>): Company {
  const { system, chance, companies, complaints } = trial;
  const company = foundCompany(system, chance, (what) => complaints.push(what), story);
  companies.push(company.told);
  const over = company.over.catch((error: Error) => {
    complaints.push(`${company.told.email}: ${error.message}`);
  });
  return { ...company, over };
}

/** So many companies at once, one after another, until it is enough; at least one each. */
export async function companiesLive(trial: Trial, atOnce: number, enough: () => boolean): Promise<void> {
  const keepFounding = async () => {
    do {
      await watchCompany(trial).over;
      await pause(trial.chance.upTo(100));
    } while (!enough());
  };
  await Promise.all(Array.from({ length: atOnce }, keepFounding));
}
