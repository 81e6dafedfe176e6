import { safeNext } from './safe-next.ts';

test('a sign-in leads back to a page of ours', () => {
  expect(safeNext('/account/calendar')).toBe('/account/calendar');
  expect(safeNext('/charter#2.users')).toBe('/charter#2.users');
});

test.each([
  'https://example.com/',
  '//example.com/account',
  '/\\example.com',
  'javascript:alert(1)',
  '/nowhere',
  '/account/../..//example.com',
  undefined,
  7,
])('a sign-in never leads to %s', (next) => {
  expect(safeNext(next)).toBeUndefined();
});
