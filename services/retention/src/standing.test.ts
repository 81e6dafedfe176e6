import { amend, currentCharter, termYearsOf } from '@kstudio/charter';
import fc from 'fast-check';
import type { Published } from './charters.store.ts';
import { type CharterNotice, owedTo, standingOf } from './standing.ts';

const at = (text: string) => new Date(text);
const built: Published = { charter: currentCharter, substantial: false, publishedAt: new Date(0) };
const next = (before: Published, termYears: number, substantial: boolean, day: string): Published => {
  const version = String(Number(before.charter.version) + 1);
  const charter = amend(before.charter, { words: [], termYears }, { version, effectiveOn: day });
  return { charter, substantial, publishedAt: at(`${day}T09:00:00Z`) };
};
const longer = next(built, 6, true, '2027-02-01');
const shorter = next(longer, 3, false, '2027-06-01');
const told = (day: string): CharterNotice => ({ version: '2', toldAt: at(day), by: 'accepted' });
const versionOf = (shown: string, notices: CharterNotice[], now: string, all = [built, longer]) => {
  const { inForce, term, ahead } = standingOf({ shown, notices }, all, at(now));
  return [inForce.charter.version, term.years, ahead.length];
};

describe('the charter that a client lives under', () => {
  it('is the old one until thirty days after the notice of the new one was delivered', () => {
    const notices = [told('2027-02-03T10:00:00Z')];
    expect(versionOf('1', notices, '2027-03-04T22:59:59Z')).toEqual(['1', 5, 1]);
    expect(versionOf('1', notices, '2027-03-04T23:00:00Z')).toEqual(['2', 5, 0]);
  });

  it('is the old one for ever where the notice never arrived', () => {
    expect(versionOf('1', [], '2040-01-01T00:00:00Z')).toEqual(['1', 5, 1]);
    expect(
      versionOf('1', [{ ...told('2027-02-03T10:00:00Z'), toldAt: null }], '2040-01-01T00:00:00Z')[0],
    ).toBe('1');
  });

  it('is not the new one before its own day, however early the notice came', () => {
    const late = next(built, 6, true, '2027-12-01');
    expect(versionOf('1', [told('2027-02-03T10:00:00Z')], '2027-11-30T22:59:59Z', [built, late])[0]).toBe(
      '1',
    );
    expect(versionOf('1', [told('2027-02-03T10:00:00Z')], '2027-11-30T23:00:00Z', [built, late])[0]).toBe(
      '2',
    );
  });

  it('is from the beginning the one that she was shown', () => {
    expect(versionOf('2', [], '2027-02-01T10:00:00Z')).toEqual(['2', 6, 0]);
  });

  it('changes at once where the change is minor, but never past one that waits', () => {
    const all = [built, longer, shorter];
    expect(versionOf('2', [], '2027-06-01T09:00:00Z', all)).toEqual(['3', 3, 0]);
    expect(versionOf('1', [], '2027-06-01T09:00:00Z', all)).toEqual(['1', 5, 2]);
  });

  it('never lengthens what was given under an earlier version', () => {
    const years = fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(years, (list) => {
        const all = list.reduce<Published[]>(
          (known, year) => [...known, next(known.at(-1)!, year, false, '2027-02-01')],
          [built],
        );
        const { term, inForce } = standingOf({ shown: '1', notices: [] }, all, at('2028-01-01T00:00:00Z'));
        expect(termYearsOf(inForce.charter)).toBe(list.at(-1));
        expect(term.years).toBe(Math.min(5, ...list));
      }),
    );
  });

  it('owes one notice for each substantial version ahead, once', () => {
    const standing = standingOf(
      { shown: '1', notices: [] },
      [built, longer, shorter],
      at('2027-07-01T00:00:00Z'),
    );
    expect(owedTo([], standing).map(({ charter }) => charter.version)).toEqual(['2']);
    expect(owedTo([{ version: '2', toldAt: null, by: null }], standing)).toEqual([]);
  });
});
