import { services } from '@kstudio/contracts';
import { everybody, nextStop, targetOf } from './advance-clock.ts';

const report = (service: string, nextDueAt: string | null = null, replica = 'a', replicas = 1) =>
  ({ service, replica, replicas, nextDueAt, shiftable: true, now: '', shiftMs: 0, quiet: true }) as never;
const now = new Date('2026-11-23T10:00:00Z');
const target = new Date('2026-12-01T10:00:00Z');

describe('moving the clock', () => {
  it('stops at the earliest due date on the way', () => {
    const reports = [
      report('account', '2026-11-30T00:00:00Z'),
      report('identity', '2026-11-25T00:00:00Z'),
      report('content', '2026-11-22T00:00:00Z'),
    ];
    expect(nextStop(reports, now, target)).toEqual(new Date('2026-11-25T00:00:00Z'));
  });

  it('goes straight to the target when nothing is due before', () => {
    expect(nextStop([report('account', '2027-01-01T00:00:00Z'), report('identity')], now, target)).toEqual(
      target,
    );
  });

  it('ends at the target', () => {
    expect(nextStop([report('account', '2027-01-01T00:00:00Z')], target, target)).toBeNull();
  });

  it('waits for every living replica of every service', () => {
    const one = services.map((service) => report(service));
    expect(everybody(one)).toBe(true);
    expect(everybody(one.slice(1))).toBe(false);
    const two = [...one.slice(1), report('account', null, 'a', 2)];
    expect(everybody(two)).toBe(false);
    expect(everybody([...two, report('account', null, 'b', 2)])).toBe(true);
  });

  it('counts years and days as a calendar in Paris does', () => {
    expect(targetOf({ by: 'P5Y1D' }, now)).toEqual(new Date('2031-11-24T10:00:00Z'));
    expect(targetOf({ by: 'P6M' }, now)).toEqual(new Date('2027-05-23T09:00:00Z'));
    expect(targetOf({ to: '2027-01-01T00:00:00+01:00' }, now)).toEqual(new Date('2026-12-31T23:00:00Z'));
  });
});
