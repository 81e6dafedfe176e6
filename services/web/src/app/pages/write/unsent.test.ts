/** @jest-environment jsdom */
import { createUnsent, fromBase64, toBase64 } from './unsent.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);
beforeEach(() => sessionStorage.clear());

test('what was not taken is there again after a reload, in order', () => {
  const before = createUnsent('p', 'c');
  before.add(bytes(1));
  before.add(bytes(2, 255));
  before.taken(before.all.slice(0, 1));
  expect(createUnsent('p', 'c').all).toEqual([bytes(2, 255)]);
});

test('nothing stays once all is taken, and nothing is another person’s or another content’s', () => {
  const mine = createUnsent('p', 'c');
  mine.add(bytes(1));
  expect([createUnsent('q', 'c').all, createUnsent('p', 'd').all]).toEqual([[], []]);
  mine.taken(mine.all);
  expect(sessionStorage).toHaveLength(0);
});

test('long updates survive the way through text', () => {
  const long = Uint8Array.from({ length: 100_000 }, (_, index) => index % 256);
  expect(fromBase64(toBase64(long))).toEqual(long);
});

test('what was kept and cannot be read is nothing', () => {
  sessionStorage.setItem('kstudio.unsent.p.c', '{');
  expect(createUnsent('p', 'c').all).toEqual([]);
});
