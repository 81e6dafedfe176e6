import { purgeCalendar } from './calendar.ts';
import { categories } from './categories.ts';

const now = new Date('2026-11-23T10:00:00+01:00');
const goes = (rows: ReturnType<typeof purgeCalendar>) =>
  Object.fromEntries(rows.map(({ category, goesOn }) => [category, goesOn]));

describe("a client's purge calendar", () => {
  it('gives an unconfirmed subscription seven days and shows nothing else', () => {
    const [row, ...others] = purgeCalendar({ state: 'pending', requestedAt: now }, now);
    expect(row).toMatchObject({
      category: 'subscription',
      keptFor: 'P7D',
      startsAt: now,
      goesOn: '2026-11-30',
    });
    expect(others).toEqual([]);
  });

  it('shows an active client what would go when if the subscription ended today', () => {
    const rows = purgeCalendar({ state: 'active' }, now);
    expect(goes(rows)).toEqual({
      subscription: '2031-11-23',
      users: '2031-11-23',
      access: '2026-12-23',
      contents: '2031-11-23',
      browsing: null,
      requests: null,
      accounting: '2036-11-23',
      proof: null,
    });
    expect(rows.filter((row) => row.ifEndedNow).map((row) => row.category)).toEqual([
      'subscription',
      'users',
      'access',
      'contents',
      'accounting',
    ]);
    expect(rows.every((row) => row.startsAt === null)).toBe(true);
  });

  it.each(['ending', 'archive', 'gone'] as const)('counts from the end once there is one (%s)', (state) => {
    const endedAt = new Date('2026-09-01T18:00:00+02:00');
    const rows = purgeCalendar({ state, endedAt }, now);
    expect(goes(rows)).toMatchObject({
      subscription: '2031-09-01',
      access: '2026-10-01',
      accounting: '2036-09-01',
    });
    expect(rows.some((row) => row.ifEndedNow)).toBe(false);
    expect(rows.find((row) => row.category === 'users')?.startsAt).toEqual(endedAt);
  });

  it('names a clause and a rule in both languages on every line', () => {
    for (const row of purgeCalendar({ state: 'active' }, now)) {
      expect(row.clause).toBe(categories[row.category].clause);
      expect(row.rule.fr && row.rule.en && row.label.fr && row.label.en).toBeTruthy();
    }
  });
});
