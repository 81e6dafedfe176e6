import fc from 'fast-check';
import { amend, endOfClientTerm, mostYears, termYearsOf } from './amend.ts';
import { charterDiff, isSubstantial } from './diff.ts';
import { type CharterVersion, charterV1 } from './versions.ts';

const next = { version: '2', effectiveOn: '2027-03-01' };
const years = fc.integer({ min: 1, max: mostYears });
const kinds = (before: CharterVersion, after: CharterVersion) =>
  charterDiff(before, after).map(({ kind, id }) => `${kind} ${id}`);
const substantial = (before: CharterVersion, after: CharterVersion) =>
  charterDiff(before, after).some(isSubstantial);

describe('what a change of the charter is', () => {
  it('is nothing between a version and itself', () => {
    expect(charterDiff(charterV1, charterV1)).toEqual([]);
    expect(charterDiff(charterV1, amend(charterV1, { words: [], termYears: null }, next))).toEqual([]);
  });

  it('is substantial whenever a term is longer, and not when it is shorter', () => {
    fc.assert(
      fc.property(years, years, (from, to) => {
        const before = amend(charterV1, { words: [], termYears: from }, next);
        const after = amend(before, { words: [], termYears: to }, { ...next, version: '3' });
        expect(termYearsOf(after)).toBe(to);
        expect(substantial(before, after)).toBe(to > from);
        expect(charterDiff(before, after)).toHaveLength(to === from ? 0 : 4);
      }),
    );
  });

  it('writes the new term into the words of the clause and of the three categories, in both languages', () => {
    const after = amend(charterV1, { words: [], termYears: 6 }, next);
    const clause = after.clauses.find(({ id }) => id === '5.subscription-term');
    expect([clause?.title.fr, clause?.title.en]).toEqual([
      'La durée de l’abonnement, plus six ans',
      'The subscription, plus six years',
    ]);
    for (const id of ['subscription', 'users', 'contents'] as const)
      expect(after.categories[id].term).toMatchObject({
        keep: 'P6Y',
        rule: { fr: expect.stringContaining('six ans') },
      });
    expect(after.categories.browsing).toEqual(charterV1.categories.browsing);
  });

  it('is of words alone where only words changed', () => {
    const text = { fr: 'Autrement dit.', en: 'In other words.' };
    const { title } = charterV1.clauses[0]!;
    const after = amend(charterV1, { words: [{ clause: '1.sites', title, text }], termYears: null }, next);
    expect(kinds(charterV1, after)).toEqual(['words 1.sites']);
    expect(substantial(charterV1, after)).toBe(false);
  });

  it('is substantial where somebody new may read, something new is kept, or a new purpose comes', () => {
    const [client, support, operators] = charterV1.recipients;
    const partner = { ...client!, id: 'partner' as 'client' };
    const wider = { ...support!, categories: [...support!.categories, 'users' as const] };
    const purpose = { id: 'sell' as 'run', label: { fr: 'vendre', en: 'to sell' } };
    const { browsing, ...fewer } = charterV1.categories;
    const cases: [string, CharterVersion, CharterVersion][] = [
      [
        'new-recipient partner.subscription',
        charterV1,
        { ...charterV1, recipients: [...charterV1.recipients, partner] },
      ],
      ['new-recipient support.users', charterV1, { ...charterV1, recipients: [client!, wider, operators!] }],
      ['new-purpose sell', charterV1, { ...charterV1, purposes: [...charterV1.purposes, purpose] }],
      [
        'new-category browsing',
        { ...charterV1, categories: fewer as never },
        { ...charterV1, categories: { ...fewer, browsing } },
      ],
    ];
    for (const [expected, before, after] of cases) {
      expect(kinds(before, after)).toContain(expected);
      expect(substantial(before, after)).toBe(true);
    }
  });
});

describe('the end of a client’s term', () => {
  const endedAt = new Date('2027-03-14T15:00:00Z');

  it('counts the years of her charter', () => {
    expect(endOfClientTerm(endedAt, { years: 6, since: null }).day).toBe('2033-03-14');
  });

  it('lets nothing go before thirty days after a version that shortened it', () => {
    const since = new Date('2030-06-01T10:00:00Z');
    expect(endOfClientTerm(endedAt, { years: 1, since }).day).toBe('2030-07-01');
    expect(endOfClientTerm(endedAt, { years: 4, since }).day).toBe('2031-03-14');
  });
});
