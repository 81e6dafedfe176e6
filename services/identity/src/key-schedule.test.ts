import { categories } from '@kstudio/charter';
import fc from 'fast-check';
import { type KeyLife, planKeys, signingAt } from './key-schedule.ts';
import { ACCESS_TOKEN_SECONDS, after } from './terms.ts';

const start = new Date('2026-11-23T00:00:00.000Z');
const DAY_SECONDS = 24 * 3_600;

/** Runs the plan each time it asks for it, as the job does, until `until`. */
function run(until: Date, late: (due: Date) => Date = (due) => due) {
  let keys: KeyLife[] = [];
  const made: { life: KeyLife; at: Date }[] = [];
  for (let now = start; now <= until; ) {
    const plan = planKeys(keys, now);
    keys = keys.filter((key) => !plan.drop.includes(key));
    if (plan.make) {
      keys.push(plan.make);
      made.push({ life: plan.make, at: now });
    }
    now = late(plan.nextAt);
  }
  return made;
}

describe('signing keys', () => {
  it('follow each other without a gap, each announced a day before it signs', () => {
    const made = run(after(start, 400 * DAY_SECONDS));
    made.slice(1).forEach(({ life, at }, index) => {
      expect(life.notBefore).toEqual(made[index]!.life.signsUntil);
      expect(life.notBefore.getTime() - at.getTime()).toBe(DAY_SECONDS * 1_000);
    });
  });

  it('live inside the term of their category, until their last token is dead', () => {
    expect(categories.technical.term.keep).toBe('P30D');
    for (const { life, at } of run(after(start, 400 * DAY_SECONDS))) {
      expect(life.notAfter).toEqual(after(life.signsUntil, ACCESS_TOKEN_SECONDS));
      expect(life.notAfter.getTime() - at.getTime()).toBeLessThan(30 * DAY_SECONDS * 1_000);
    }
  });

  it('are there at every instant, once the plan ran, whatever the clock did before', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -90, max: 2_000 }), { maxLength: 12 }), (jumps) => {
        let now = start;
        let keys: KeyLife[] = [];
        for (const days of [0, ...jumps]) {
          now = after(now, days * DAY_SECONDS);
          const plan = planKeys(keys, now);
          keys = [...keys.filter((key) => !plan.drop.includes(key)), ...(plan.make ? [plan.make] : [])];
          expect(signingAt(keys, now)).toBeDefined();
          expect(plan.nextAt.getTime()).toBeGreaterThan(now.getTime());
          expect(planKeys(keys, now).make).toBeUndefined();
        }
      }),
    );
  });

  it('catch up in one step when the job comes years late', () => {
    const made = run(after(start, 4_000 * DAY_SECONDS), (due) => after(due, 1_000 * DAY_SECONDS));
    expect(made.length).toBeLessThan(8);
  });
});
