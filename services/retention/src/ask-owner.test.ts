import { endOfTerm } from '@kstudio/charter';
import { mayForgetUnconfirmed, mayPurgeEnded, OwnerBehind, stillSays } from './ask-owner.ts';

const inFiveYears = (endedAt: Date) => endOfTerm(endedAt, 'P5Y');
const now = new Date('2032-03-14T00:00:00+01:00');

describe("the owner's word before a purge", () => {
  it('lets the term purge go on the day that the owner itself counts to', () => {
    const word = { found: true, state: 'archive', endedAt: '2027-03-14T15:00:00.000Z' } as const;
    expect(mayPurgeEnded(word, inFiveYears, now)).toEqual({
      do: 'order',
      ownerAnswer: { state: 'archive', endedAt: '2027-03-14T15:00:00.000Z' },
    });
  });

  it('puts the purge off when the owner knows a later end', () => {
    const word = { found: true, state: 'archive', endedAt: '2027-03-15T15:00:00.000Z' } as const;
    expect(mayPurgeEnded(word, inFiveYears, now)).toEqual({
      do: 'wait',
      until: new Date('2032-03-15T00:00:00+01:00'),
    });
  });

  it('withholds it for a subscription that the owner says is running, or does not know', () => {
    expect(mayPurgeEnded({ found: true, state: 'active' }, inFiveYears, now)).toEqual({
      do: 'withhold',
      because: 'active',
    });
    expect(mayPurgeEnded({ found: false }, inFiveYears, now)).toEqual({ do: 'withhold', because: 'unknown' });
    expect(mayPurgeEnded({ found: true, state: 'ending' }, inFiveYears, now)).toEqual({
      do: 'withhold',
      because: 'no-end',
    });
  });

  it('forgets only a request that the owner still sees unconfirmed', () => {
    expect(mayForgetUnconfirmed({ found: true, state: 'pending', lapsed: true }).do).toBe('order');
    expect(mayForgetUnconfirmed({ found: true, state: 'active' })).toEqual({
      do: 'withhold',
      because: 'active',
    });
    expect(mayForgetUnconfirmed({ found: false }).do).toBe('withhold');
  });

  it('is asked again in a moment where it could still be confirmed by its own clock', () => {
    expect(() => mayForgetUnconfirmed({ found: true, state: 'pending' })).toThrow(OwnerBehind);
  });

  it('holds for its own record only as long as it is the same', () => {
    const pending = { state: 'pending', endedAt: null };
    expect(stillSays(pending, { found: true, state: 'pending', lapsed: true })).toBe(true);
    expect(stillSays(pending, { found: true, state: 'pending' })).toBe(false);
    expect(stillSays(pending, { found: true, state: 'active' })).toBe(false);
    const ended = { state: 'ending', endedAt: '2027-03-14T15:00:00.000Z' };
    expect(stillSays(ended, { found: true, state: 'archive', endedAt: ended.endedAt })).toBe(true);
    expect(stillSays(ended, { found: true, state: 'archive', endedAt: '2027-03-15T15:00:00.000Z' })).toBe(
      false,
    );
    expect(stillSays(ended, { found: true, state: 'active' })).toBe(false);
    expect(stillSays(ended, { found: false })).toBe(false);
  });
});
