import { type ServiceName, services } from '@kstudio/contracts';
import { eventually } from '../support/eventually.ts';
import { signOutStory } from './company.ts';
import { pointNames, points } from './points.ts';
import { quiet } from './quiet.ts';
import { playList } from './round.ts';
import { observe, openTrial, type Row, type Trial, watchCompany } from './trial.ts';

/** One kill at each point, and some more: the services take turns. */
function sampleOf(): Record<ServiceName, string[]> {
  const lists = Object.fromEntries(services.map((service) => [service, [] as string[]])) as Record<
    ServiceName,
    string[]
  >;
  for (const [index, point] of pointNames.entries()) {
    const able = points[point].services;
    lists[able[index % able.length] as ServiceName].push(`${point}:${1 + (index % 2)}`);
  }
  return lists;
}

describe('six services, each killed in the middle of its work', () => {
  let trial: Trial;
  let row: Row;

  beforeAll(async () => {
    trial = await openTrial(7);
    row = await playList(trial, sampleOf());
  }, 120_000);
  afterAll(() => trial?.system.stop(), 30_000);

  it('die at every named point, and only there', () => {
    const reached = new Set(trial.system.deaths.map(({ armed }) => armed.split(':')[0]));
    expect(reached).toEqual(new Set(pointNames));
    expect(trial.system.deaths.filter(({ how }) => how === 'unexpected')).toEqual([]);
  });

  it('lose nothing that was answered, and do nothing twice', () => {
    expect(trial.findings).toEqual([]);
    expect(row.companies).toBeGreaterThanOrEqual(10);
  });

  it('answer everybody in the end, and nobody with an error', () => {
    expect(trial.complaints).toEqual([]);
  });

  it.each([
    ['refuse a session that was ended, identity too, though it dies right after', 'transaction.committed:1'],
    ['tell how far the audit is chained, though identity dies when it is', 'transaction.begun:2'],
  ])(
    '%s',
    async (_promise, at) => {
      const arm = async () => {
        await quiet(trial.system);
        trial.system.process('identity').arm(at);
      };
      const signOut = async () => {
        const { length } = trial.system.deaths;
        await watchCompany(trial, signOutStory(arm)).over;
        await eventually(() => expect(trial.system.deaths).toHaveLength(length + 1));
        return 1;
      };
      expect(await observe(trial, at, signOut)).toMatchObject({ lost: 0, twice: 0 });
      expect(trial.findings).toEqual([]);
    },
    60_000,
  );
});
