import fc from 'fast-check';
import { type Family, judgeRefresh } from './judge-refresh.ts';
import { REPEAT_MS } from './terms.ts';

const endsAt = new Date('2026-12-23T00:00:00.000Z');
const now = new Date('2026-11-23T00:00:00.000Z');
const family: Family = { current: 'b', previous: 'a', rotatedAt: 1_000, endsAt };

describe('a refresh token that is presented', () => {
  it.each([
    ['the current one', 'b', 1_000, 'rotate'],
    ['the one before, at once', 'a', 1_000, 'repeat'],
    ['the one before, after ten seconds', 'a', 1_000 + REPEAT_MS, 'repeat'],
    ['the one before, later', 'a', 1_001 + REPEAT_MS, 'stolen'],
    ['an older one', 'z', 1_000, 'stolen'],
  ] as const)('%s', (_what, digest, realNow, verdict) => {
    expect(judgeRefresh(family, digest, now, realNow)).toBe(verdict);
  });

  it('brings nobody in when there is no session, or when its time is over, whichever it is', () => {
    expect(judgeRefresh(null, 'b', now, 0)).toBe('gone');
    fc.assert(
      fc.property(fc.constantFrom('a', 'b', 'z'), fc.nat(), (digest, realNow) => {
        expect(judgeRefresh(family, digest, endsAt, realNow)).toBe('over');
      }),
    );
  });

  it('is never good twice over: of a family two tokens at most bring somebody in', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(), (digest, realNow) => {
        const good = ['rotate', 'repeat'].includes(judgeRefresh(family, digest, now, realNow));
        expect(good).toBe(digest === 'b' || (digest === 'a' && realNow - family.rotatedAt <= REPEAT_MS));
      }),
    );
  });
});
