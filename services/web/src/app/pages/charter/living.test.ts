import type { Rule } from '../../api/types.ts';
import { isRed, standingOf } from './living.tsx';

const proved = { state: 'proved', at: '2026-11-27T19:00:00Z', why: null } as const;
const rule = (its: Partial<Rule>): Rule => ({ status: 'kept', proof: proved, violations: 0, ...its }) as Rule;

test('a clause is green where it is kept, proved here and not violated', () => {
  expect(standingOf(rule({}))).toBe('proved');
  expect(standingOf(rule({ violations: null }))).toBe('proved');
  expect(isRed(rule({}))).toBe(false);
});

test('it is red where its proof failed, its enforcement is taken out, or it was violated', () => {
  expect(standingOf(rule({ proof: { ...proved, state: 'failed' } }))).toBe('failed');
  expect(standingOf(rule({ proof: { ...proved, state: 'broken' }, violations: 2 }))).toBe('broken');
  expect(standingOf(rule({ violations: 1 }))).toBe('violated');
  expect(standingOf(rule({ status: 'open', violations: 1 }))).toBe('violated');
  expect(isRed(rule({ violations: 1 }))).toBe(true);
});

test('it is neither where nothing was proved here, or it is still open', () => {
  const never = { state: 'never', at: null, why: null } as const;
  expect(standingOf(rule({ proof: never }))).toBe('never');
  expect(standingOf(rule({ status: 'open' }))).toBe('open');
  expect(isRed(rule({ proof: never }))).toBe(false);
});
