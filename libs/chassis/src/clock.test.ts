import { createClock } from './clock.ts';

describe('the clock', () => {
  it('moves the whole service by the shift it is given', () => {
    const clock = createClock('shiftable');
    const before = clock.now().getTime();
    clock.shiftTo(8 * 86_400_000);
    expect(clock.now().getTime() - before).toBeGreaterThanOrEqual(8 * 86_400_000);
  });

  it('refuses to be shifted where it is real', () => {
    expect(() => createClock('real').shiftTo(1)).toThrow('cannot be shifted');
  });
});
