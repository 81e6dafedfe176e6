import { en } from './en/index.ts';
import { fr } from './fr/index.ts';

type Tree = { [key: string]: string | Tree };

const flatten = (tree: Tree, prefix = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[prefix + key, value] as [string, string]]
      : flatten(value, `${prefix}${key}.`),
  );
const french = new Map(flatten(fr));
const english = new Map(flatten(en));
/** What a sentence is given from outside, and the tags it carries: `{{name}}`, `<strong>`. */
const slots = (text: string) => (text.match(/\{\{\w+\}\}|<\/?\w+>/g) ?? []).sort();

test('both languages have the same keys', () => {
  expect([...english.keys()].sort()).toEqual([...french.keys()].sort());
});

test('no text is empty', () => {
  const empty = [...french, ...english].filter(([, text]) => text.trim() === '');
  expect(empty).toEqual([]);
});

test('both languages are given the same values', () => {
  const differing = [...french].filter(([key, text]) => {
    const other = english.get(key) ?? '';
    return slots(text).join() !== slots(other).join();
  });
  expect(differing.map(([key]) => key)).toEqual([]);
});

test('French punctuation never begins a line: a space that cannot break stands before it', () => {
  const loose = [...french].filter(([, text]) => /\S [;:!?»](\s|$)/.test(text));
  expect(loose.map(([key]) => key)).toEqual([]);
});
