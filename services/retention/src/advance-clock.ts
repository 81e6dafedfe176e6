import { termZone } from '@kstudio/charter';
import { Problem, realTime } from '@kstudio/chassis';
import { clock as clockQuestion, type OutputOf, services } from '@kstudio/contracts';
import { Temporal } from 'temporal-polyfill';
import type { ClockMoves } from './clock-moves.store.ts';
import type { RetentionDeps } from './deps.ts';

type Deps = Pick<RetentionDeps, 'askAll' | 'clock' | 'log'>;
type Report = OutputOf<typeof clockQuestion>;
type Command = { command: 'run' | 'report' } | { command: 'set'; shiftMs: number };

/** One question to everybody waits this long (real time) for the last answer: running due jobs may send mail. */
const ROUND_MS = 20_000;
/** A move is answered after this (real time) at the latest, arrived or not: gateways do not wait for ever. */
const ANSWER_MS = 20_000;
/** A date on which things do not come to rest in this time (real) ends the advance. */
const SETTLE_MS = 60_000;
/** After so many rounds without rest, something waits for its retry, and asking faster does not help. */
const HASTY_ROUNDS = 5;
const LISTEN_MS = 200;
/** Due dates passed in one advance; ten years of a daily job of each service fit. */
const MOST_STEPS = 25_000;

/** Where a move leads, in Paris days and hours. */
export function targetOf(move: { to: string } | { by: string }, now: Date): Date {
  if ('to' in move) return new Date(move.to);
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(termZone);
  return new Date(here.add(Temporal.Duration.from(move.by)).epochMilliseconds);
}

/** The clock door of a test or demonstration system. One move at a time, whichever replica was asked for it. */
export function createClockDoor({ moves, ...deps }: Deps & { moves: ClockMoves }) {
  /** True on arrival; false when real time has passed `until` before it. */
  async function steps(target: Date, until: number): Promise<boolean> {
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const next = nextStop(await settle(deps), deps.clock.now(), target);
      if (next === null) return true;
      if (realTime.now() > until) return false;
      await moves.goesOn();
      await round(deps, { command: 'set', shiftMs: Math.max(0, next.getTime() - realTime.now()) });
    }
    throw new Restless([]);
  }

  async function goOn(target: Date): Promise<void> {
    try {
      await steps(target, Number.POSITIVE_INFINITY);
      await moves.end(null);
    } catch (error) {
      const names = error instanceof Restless ? [...error.services] : [];
      deps.log.error({ err: error, names }, 'the clock stopped on its way');
      await moves.end(names);
    }
  }

  return {
    state: moves.state,

    /**
     * Moves the clock of every replica of every service to `target`, stopping at each due date on the way until what
     * is due there has run everywhere and nothing is under way. A long way goes on after this has returned: then
     * `movingTo` says so. Throws Problem: back in time, already moving, not at rest.
     */
    async move(target: Date): Promise<void> {
      if (target.getTime() < deps.clock.now().getTime()) throw clockProblems.backwards();
      if (!(await moves.begin(target))) throw clockProblems.moving();
      try {
        const arrived = await steps(target, realTime.now() + ANSWER_MS);
        if (!arrived) return void goOn(target).catch((err) => deps.log.error({ err }, 'a move has no end'));
      } catch (error) {
        await moves.end(null);
        throw error instanceof Restless ? clockProblems.restless(error.services) : error;
      }
      await moves.end(null);
    },
  };
}
export type ClockDoor = ReturnType<typeof createClockDoor>;

/** These services did not come to rest, or did not answer. */
class Restless extends Error {
  readonly services: readonly string[];

  constructor(names: readonly string[]) {
    super('not at rest');
    this.name = 'Restless';
    this.services = names;
  }
}

/** The next due date after `now`, at most the target; null: we are there. Pure. */
export function nextStop(reports: readonly Report[], now: Date, target: Date): Date | null {
  if (now.getTime() >= target.getTime()) return null;
  const ahead = reports
    .flatMap(({ nextDueAt }) => (nextDueAt ? [Date.parse(nextDueAt)] : []))
    .filter((due) => due > now.getTime());
  return new Date(Math.min(target.getTime(), ...ahead));
}

/** Runs what is due until everybody says twice that nothing is left: what one sets off, another may have to do. */
async function settle(deps: Deps): Promise<Report[]> {
  const end = realTime.now() + SETTLE_MS;
  for (let calm = 0, rounds = 0; ; rounds += 1) {
    const reports = await round(deps, { command: 'run' });
    const restless = reports.filter(({ quiet }) => !quiet);
    calm = restless.length === 0 ? calm + 1 : 0;
    if (calm === 2) return reports;
    if (realTime.now() > end) throw new Restless(restless.map(({ service }) => service));
    if (calm === 0 && rounds >= HASTY_ROUNDS) await listen(deps);
  }
}

/** Something waits for its retry: asks, and lets everybody be for a moment. */
const listen = ({ askAll }: Deps) =>
  askAll(clockQuestion, { command: 'report' }, { deadlineMs: LISTEN_MS, enough: () => false });

async function round(deps: Deps, command: Command): Promise<Report[]> {
  const reports = await deps.askAll(clockQuestion, command, { deadlineMs: ROUND_MS, enough: everybody });
  if (!everybody(reports)) {
    const heard = new Set(reports.map(({ service }) => service));
    throw new Restless(services.filter((service) => !heard.has(service)));
  }
  return reports;
}

/** Whether every service has answered, with as many replicas as it says are alive. Pure. */
export function everybody(reports: readonly Pick<Report, 'service' | 'replica' | 'replicas'>[]): boolean {
  return services.every((service) => {
    const its = reports.filter((report) => report.service === service);
    const wanted = Math.max(1, ...its.map(({ replicas }) => replicas));
    return new Set(its.map(({ replica }) => replica)).size >= wanted;
  });
}

const clockProblems = {
  backwards: () =>
    new Problem(400, 'clock-backwards', {
      title: { fr: 'Retour en arrière impossible', en: 'No way back' },
      detail: { fr: "L'horloge ne peut qu'avancer.", en: 'The clock can only go on.' },
      fields: [{ path: 'to', message: '> now' }],
    }),
  moving: () =>
    new Problem(409, 'clock-moving', {
      title: { fr: "L'horloge avance déjà", en: 'The clock is moving already' },
      detail: { fr: 'Attendez la fin du mouvement en cours.', en: 'Wait until the present move is over.' },
    }),
  restless: (names: readonly string[]) =>
    new Problem(503, 'clock-not-at-rest', {
      title: { fr: "L'horloge s'est arrêtée en chemin", en: 'The clock stopped on its way' },
      detail: {
        fr: `Du travail reste en cours (${names.join(', ')}). Relancez dans un instant.`,
        en: `Work is still under way (${names.join(', ')}). Try again in a moment.`,
      },
      retryAfterSeconds: 5,
    }),
};
