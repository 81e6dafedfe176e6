/**
 * What a service stands on stays small: libs/chassis and libs/bus together, tests left out. The goal is 2,500 lines;
 * it is not reached, so the count may only fall: lower `atMost` with each thing that is taken out.
 */
import { globSync, readFileSync } from 'node:fs';

const goal = 2_500;
const atMost = 4_060;
const lines = (path) => readFileSync(path, 'utf8').trimEnd().split('\n').length;
const sizes = ['chassis', 'bus'].map((name) => {
  const files = globSync(`libs/${name}/src/**/*.ts`).filter((path) => !path.endsWith('.test.ts'));
  return { name, lines: files.reduce((sum, path) => sum + lines(path), 0) };
});
const total = sizes.reduce((sum, size) => sum + size.lines, 0);
const sum = sizes.map((size) => `libs/${size.name} ${size.lines}`).join(' + ');
console.log(`${sum} = ${total} lines; at most ${atMost}, goal ${goal}`);
process.exitCode = total > atMost ? 1 : 0;
