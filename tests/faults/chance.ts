/** Numbers that look random and are the same for the same seed, so that a run can be done again (mulberry32). */
export function chanceOf(seed: number) {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    /** True so often of 1. */
    happens: (share: number): boolean => next() < share,
    /** A whole number from 1 to `most`. */
    upTo: (most: number): number => 1 + Math.floor(next() * most),
    oneOf: <T>(things: readonly T[]): T => things[Math.floor(next() * things.length)] as T,
  };
}
export type Chance = ReturnType<typeof chanceOf>;
