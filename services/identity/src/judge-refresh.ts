import { REPEAT_MS } from './terms.ts';

/** What decides about a refresh. `rotatedAt` is real time, in milliseconds. */
export interface Family {
  current: string;
  previous?: string | null;
  rotatedAt: number;
  endsAt: Date;
}

/**
 * What a genuine token does: `rotate` to its successor, get the same successor again (`repeat`: two tabs, a lost
 * answer), or show that the family was `stolen`. `over` and `gone`: there is no session any more.
 */
export type RefreshVerdict = 'rotate' | 'repeat' | 'stolen' | 'over' | 'gone';

/** Pure. `digest` is of the token presented; terms are decided by `now`, the repeat by real time. */
export function judgeRefresh(
  family: Family | null | undefined,
  digest: string,
  now: Date,
  realNow: number,
): RefreshVerdict {
  if (!family) return 'gone';
  if (family.endsAt <= now) return 'over';
  if (family.current === digest) return 'rotate';
  return family.previous === digest && realNow - family.rotatedAt <= REPEAT_MS ? 'repeat' : 'stolen';
}
