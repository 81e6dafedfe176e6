import { endOfDay, firstKeptDay } from './terms.ts';

describe('the year of what was collected', () => {
  it.each([
    ['2027-03-13T22:59:59Z', '2026-03-14'],
    ['2027-03-13T23:00:00Z', '2026-03-15'],
    ['2029-02-28T12:00:00Z', '2028-02-29'],
    ['2029-03-01T12:00:00Z', '2028-03-02'],
    ['2026-11-27T10:00:00Z', '2025-11-28'],
  ])('at %s the first day that is kept is %s', (now, day) => {
    expect(firstKeptDay(new Date(now))).toBe(day);
  });

  it('ends at midnight in Paris, to the day', () => {
    expect(endOfDay('2026-03-14').instant.toISOString()).toBe('2027-03-13T23:00:00.000Z');
    expect(endOfDay('2026-07-14').instant.toISOString()).toBe('2027-07-13T22:00:00.000Z');
    expect(endOfDay('2028-02-29').day).toBe('2029-03-01');
  });
});
