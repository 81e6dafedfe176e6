import fc from 'fast-check';
import { beforeEnd, endOfTerm, parisDay, termIsOver } from './term.ts';

const paris = (day: string, time = '12:00:00', offset = '+01:00') => new Date(`${day}T${time}${offset}`);
const someInstant = fc.date({
  min: new Date('2000-01-01'),
  max: new Date('2100-01-01'),
  noInvalidDate: true,
});
const keeps = fc.constantFrom('P1Y', 'P5Y', 'P10Y', 'P30D', 'P7D', 'P1M', 'P6M', 'P13M');

describe('the end of a term', () => {
  it('is midnight in Paris: collected on 14 March 2026, gone on 14 March 2027 at 00:00', () => {
    const expected = { day: '2027-03-14', instant: new Date('2027-03-13T23:00:00Z') };
    expect(endOfTerm(paris('2026-03-14', '00:00:00'), 'P1Y')).toEqual(expected);
    expect(endOfTerm(paris('2026-03-14', '23:59:59'), 'P1Y')).toEqual(expected);
  });

  it('takes the day from Paris, also when it is another day in UTC', () => {
    expect(endOfTerm(new Date('2026-06-30T22:30:00Z'), 'P1Y').day).toBe('2027-07-01');
  });

  it('is 1 March for what started on 29 February, unless that year has one too', () => {
    expect(endOfTerm(paris('2028-02-29'), 'P1Y').day).toBe('2029-03-01');
    expect(endOfTerm(paris('2028-02-29'), 'P5Y').day).toBe('2033-03-01');
    expect(endOfTerm(paris('2028-02-29'), 'P4Y').day).toBe('2032-02-29');
    expect(endOfTerm(paris('2026-01-31'), 'P1M').day).toBe('2026-03-01');
  });

  it('falls at 00:00 in Paris in summer too', () => {
    expect(endOfTerm(paris('2026-07-20'), 'P5Y').instant).toEqual(new Date('2031-07-19T22:00:00Z'));
    expect(endOfTerm(paris('2026-03-10'), 'P30D').instant).toEqual(new Date('2026-04-08T22:00:00Z'));
  });

  it('is the same for every instant of one Paris day', () => {
    fc.assert(
      fc.property(someInstant, someInstant, keeps, (a, b, keep) => {
        fc.pre(parisDay(a) === parisDay(b));
        expect(endOfTerm(a, keep)).toEqual(endOfTerm(b, keep));
      }),
      { numRuns: 50, maxSkipsPerRun: 1e6 },
    );
  });

  it('never comes earlier for what started later', () => {
    fc.assert(
      fc.property(someInstant, fc.nat(400 * 86_400_000), keeps, (start, later, keep) => {
        const first = endOfTerm(start, keep).instant.getTime();
        const second = endOfTerm(new Date(start.getTime() + later), keep).instant.getTime();
        expect(second).toBeGreaterThanOrEqual(first);
      }),
    );
  });

  it('is over from its own instant on, and not a millisecond before', () => {
    fc.assert(
      fc.property(someInstant, keeps, (start, keep) => {
        const { day, instant } = endOfTerm(start, keep);
        expect(parisDay(instant)).toBe(day);
        expect(parisDay(new Date(instant.getTime() - 1)) < day).toBe(true);
        expect(termIsOver(start, keep, instant)).toBe(true);
        expect(termIsOver(start, keep, new Date(instant.getTime() - 1))).toBe(false);
      }),
    );
  });

  it('refuses a duration that does not count in days', () => {
    expect(() => endOfTerm(paris('2026-03-14'), 'PT12H')).toThrow(RangeError);
    expect(() => endOfTerm(paris('2026-03-14'), '-P1Y')).toThrow(RangeError);
  });

  it('has a notice thirty days before', () => {
    expect(beforeEnd(endOfTerm(paris('2026-03-14'), 'P1Y'), 'P30D').day).toBe('2027-02-12');
  });
});
