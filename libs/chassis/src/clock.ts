/** The only file that reads the machine's time. Terms, due dates, sessions and tokens are decided by `Clock`;
 * time-outs, retries and rate limits by `realTime` (a shifted clock must not make a socket time out). */
export interface Clock {
  /** The instant by which terms, due dates, invitations, sessions and tokens are decided. */
  now(): Date;
  /** Milliseconds added to the machine's time; 0 in production. */
  readonly shiftMs: number;
  /** Moves the whole service in time. Throws where the clock is `real`. */
  shiftTo(shiftMs: number): void;
  readonly shiftable: boolean;
}

export const realTime = {
  /** Milliseconds since the epoch, never shifted. */
  now: (): number => Date.now(),
};

/** A clock that starts unshifted; `mode` 'real' refuses every shift (production). */
export function createClock(mode: 'real' | 'shiftable'): Clock {
  let shiftMs = 0;
  return {
    now: () => new Date(Date.now() + shiftMs),
    get shiftMs() {
      return shiftMs;
    },
    shiftTo(ms) {
      if (mode === 'real') throw new Error('The clock of this system is real: it cannot be shifted.');
      shiftMs = ms;
    },
    shiftable: mode === 'shiftable',
  };
}
