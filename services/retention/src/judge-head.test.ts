import fc from 'fast-check';
import { judgeHead, type SealedHead } from './judge-head.ts';

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 23, 9, minutes));
const known: SealedHead = { seq: 10, head: 'a', at: at(0) };

describe('a head of an audit', () => {
  it.each([
    ['the first', null, { seq: 3, head: 'x', at: at(0) }, 'news'],
    ['a later one', known, { seq: 11, head: 'b', at: at(1) }, 'news'],
    ['the same again', known, { ...known }, 'nothing'],
    ['the same place with another hash', known, { ...known, head: 'b' }, 'rewritten'],
    ['an earlier one that comes late', known, { seq: 9, head: 'z', at: at(-1) }, 'nothing'],
    ['an earlier place, sealed later', known, { seq: 9, head: 'z', at: at(2) }, 'went-back'],
  ] as const)('%s', (_what, before, told, verdict) => {
    expect(judgeHead(before, told)).toBe(verdict);
  });

  it('accuses nobody whose chain only grew, in whatever order its heads come', () => {
    const chain = Array.from({ length: 8 }, (_, i) => ({ seq: i + 1, head: `h${i}`, at: at(i) }));
    fc.assert(
      fc.property(fc.shuffledSubarray(chain), (heads) => {
        let best: SealedHead | null = null;
        for (const head of heads) {
          const verdict = judgeHead(best, head);
          expect(['news', 'nothing']).toContain(verdict);
          if (verdict === 'news') best = head;
        }
      }),
    );
  });
});
