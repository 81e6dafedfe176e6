import { proofOf } from './proofs.ts';

const at = '2026-11-27T19:00:00.000Z';
const proved = { last: { at, outcome: 'proved' as const, why: null } };

describe('what is known of a proof', () => {
  it('is nothing where it never ran here', () => {
    expect(proofOf({}, '1.sites')).toEqual({ state: 'never', at: null, why: null });
  });

  it('is its last run, with the test that failed', () => {
    expect(proofOf({ '1.sites': proved }, '1.sites')).toEqual({ state: 'proved', at, why: null });
    const failed = { last: { at, outcome: 'failed' as const, why: 'refuses other sites' } };
    expect(proofOf({ '1.sites': failed }, '1.sites')).toMatchObject({
      state: 'failed',
      why: 'refuses other sites',
    });
  });

  it('is that it is broken, whatever its last run said, until it is mended', () => {
    const broken = { since: at, why: null };
    expect(proofOf({ '1.sites': { ...proved, broken } }, '1.sites')).toEqual({
      state: 'broken',
      at,
      why: null,
    });
  });
});
