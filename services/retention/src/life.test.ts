import fc from 'fast-check';
import { type Fact, type Known, lifeOf, stepsAhead } from './life.ts';

const at = (text: string) => new Date(text);
const requested: Fact = { kind: 'requested', at: at('2026-11-23T09:00:00Z'), version: 1 };
const opened: Fact = { kind: 'opened', at: at('2026-11-23T10:00:00Z'), version: 2 };
const ended: Fact = { kind: 'ended', at: at('2027-03-14T15:00:00Z'), version: 5 };
const known = (facts: Fact[], more: Partial<Known> = {}): Known => ({
  facts,
  accessOrderId: null,
  certificateId: null,
  termOrderId: null,
  eraseAt: null,
  term: { years: 5, since: null },
  ...more,
});
const now = at('2027-03-15T00:00:00Z');
const dates = (its: Known) =>
  Object.fromEntries(stepsAhead(its, now).map(({ name, dueAt }) => [name, dueAt.toISOString()]));

describe('what is ahead of a client', () => {
  it('is, for a request that nobody confirmed, to be forgotten on the seventh Paris day', () => {
    expect(dates(known([requested]))).toEqual({ 'unconfirmed-over': '2026-11-29T23:00:00.000Z' });
  });

  it('is nothing while the subscription runs', () => {
    expect(dates(known([requested, opened]))).toEqual({});
  });

  it('is, after the end, the grace, the notice thirty days before the term, and the term, on Paris days', () => {
    expect(dates(known([requested, opened, ended]))).toEqual({
      'grace-over': '2027-04-12T22:00:00.000Z',
      'notice-due': '2032-02-12T23:00:00.000Z',
      'term-over': '2032-03-13T23:00:00.000Z',
    });
  });

  it('does not come back once it is done', () => {
    const done = { accessOrderId: 'a', certificateId: 'b', termOrderId: 'c' };
    expect(dates(known([requested, opened, ended], done))).toEqual({});
    expect(dates(known([requested], done))).toEqual({});
  });

  it('is the same in whatever order the facts came', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([requested, opened, ended]), (facts) => {
        const sorted = facts.toSorted((a, b) => a.version - b.version);
        expect(stepsAhead(known(facts), now)).toEqual(stepsAhead(known(sorted), now));
        expect(lifeOf(facts, now)).toEqual(lifeOf(sorted, now));
      }),
    );
  });

  it('never lets anything go before the fact that starts its term', () => {
    fc.assert(
      fc.property(
        fc.date({ min: at('2026-01-01T00:00:00Z'), max: at('2080-01-01T00:00:00Z'), noInvalidDate: true }),
        (day) => {
          const fact: Fact = { kind: 'ended', at: day, version: 9 };
          for (const { dueAt } of stepsAhead(known([fact]), day)) {
            expect(dueAt.getTime()).toBeGreaterThan(day.getTime());
          }
        },
      ),
    );
  });
});

describe('a life', () => {
  it('is in its grace until the thirtieth day, and an archive from then on', () => {
    const facts = [requested, opened, ended];
    expect(lifeOf(facts, at('2027-04-12T21:59:59Z'))?.state).toBe('ending');
    expect(lifeOf(facts, at('2027-04-12T22:00:00Z'))?.state).toBe('archive');
  });

  it('is unknown as long as no fact has come', () => {
    expect(lifeOf([], now)).toBeNull();
  });
});
