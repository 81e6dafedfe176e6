import { type ServiceName, services } from '@kstudio/contracts';
import { armAt, type Place } from './points.ts';
import { companiesLive, observe, type Row, type Trial } from './trial.ts';

const companiesAtOnce = 12;
/** An armed service that nothing comes by is armed for its very next pass. */
const patienceMs = 6_000;

/** Kills services at one place until `kills` are dead, while companies live. */
export function playRound(trial: Trial, place: Place, kills: number): Promise<Row> {
  const killed = counter(trial);
  const enough = () => killed() >= kills;
  const arm = (service: ServiceName) => (enough() ? '' : armAt(place, service, trial.chance));
  const hurry = () => {
    for (const service of services) {
      const at = arm(service).replace(/:\d+/, ':1');
      if (at !== '') trial.system.process(service).arm(at);
    }
  };
  return observe(trial, place, async () => {
    const hurrying = setInterval(hurry, patienceMs);
    await killAlong(trial, arm, enough);
    clearInterval(hurrying);
    return killed();
  });
}

/** Kills each service at the points of its list, one life after another. */
export function playList(trial: Trial, lists: Record<ServiceName, string[]>): Promise<Row> {
  const killed = counter(trial);
  const total = Object.values(lists).flat().length;
  return observe(trial, 'every point', async () => {
    await killAlong(
      trial,
      (service) => lists[service].shift() ?? '',
      () => killed() >= total,
    );
    return killed();
  });
}

async function killAlong(trial: Trial, plan: Trial['plan'], enough: () => boolean): Promise<void> {
  trial.plan = plan;
  for (const service of services) trial.system.process(service).arm(plan(service));
  await companiesLive(trial, companiesAtOnce, enough);
  trial.plan = () => '';
  for (const service of services) trial.system.process(service).arm('');
}

/** How many kills there were since now. */
function counter({ system }: Trial): () => number {
  const count = () => system.deaths.filter(({ how }) => how === 'killed').length;
  const before = count();
  return () => count() - before;
}
