import { categories, categoryIds } from './categories.ts';
import { clauseIds, clauses } from './clauses.ts';
import { lawIds, laws, legalTerms } from './laws.ts';
import { charterVersions, currentCharter } from './versions.ts';

const ids = [...clauses, ...laws].map(({ id }) => id);

describe('the charter', () => {
  it('has a text for every clause and every rule of the law, in order and once', () => {
    expect(ids).toEqual([...clauseIds, ...lawIds]);
  });

  it('speaks both languages, and says vous', () => {
    for (const { title, text } of [...clauses, ...laws]) {
      expect([title.fr, title.en, text.fr, text.en].every((words) => words.length > 5)).toBe(true);
      expect(text.fr).not.toBe(text.en);
      expect(text.fr).not.toMatch(/(?<!\p{L})(tu|toi|ton|tes)(?!\p{L})/iu);
    }
  });

  it('gives every category a clause of its own list and a term', () => {
    for (const id of categoryIds) {
      const { clause, term, sooner = [] } = categories[id];
      expect(categories[id].id).toBe(id);
      expect(ids).toContain(clause);
      for (const { keep } of [term, ...sooner]) expect(keep ?? 'no term').toMatch(/^(P\d+[YMD]|no term)$/);
    }
  });

  it('names an article for every number of the law', () => {
    for (const { law, article, value } of Object.values(legalTerms)) {
      expect(ids).toContain(law);
      expect(article).toMatch(/RGPD|CNIL|Code de commerce/);
      expect(value).toMatch(/^P/);
    }
  });

  it('keeps every version it ever had, oldest first, the current one last', () => {
    expect(charterVersions.at(-1)).toBe(currentCharter);
    const days = charterVersions.map(({ effectiveOn }) => effectiveOn);
    expect(days).toEqual([...days].sort());
    expect(new Set(charterVersions.map(({ version }) => version)).size).toBe(charterVersions.length);
  });

  it('discloses to nobody but the client and Knowmore’s own people (3.no-disclosure)', () => {
    expect(currentCharter.recipients.map(({ id }) => id)).toEqual(['client', 'support', 'operators']);
    expect(currentCharter.purposes.map(({ id }) => id)).toEqual(['run', 'improve']);
  });
});
