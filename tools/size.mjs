/**
 * What a service stands on stays small: libs/chassis and libs/bus together at most 2,500 lines, tests left out.
 * The rooms below the chassis are shown beside them: what leaves the budget has not left the house.
 */
import { globSync, readFileSync } from 'node:fs';

const atMost = 2_500;
const lines = (path) => readFileSync(path, 'utf8').trimEnd().split('\n').length;
const sizeOf = (name) => {
  const files = globSync(`libs/${name}/src/**/*.ts`).filter((path) => !path.endsWith('.test.ts'));
  return files.reduce((sum, path) => sum + lines(path), 0);
};
const list = (sizes) => sizes.map(([name, size]) => `libs/${name} ${size}`);
const counted = ['chassis', 'bus'].map((name) => [name, sizeOf(name)]);
const beside = ['holdings', 'http'].map((name) => [name, sizeOf(name)]);
const total = counted.reduce((sum, [, size]) => sum + size, 0);
console.log(`${list(counted).join(' + ')} = ${total} lines; at most ${atMost}`);
console.log(`beside them: ${list(beside).join(', ')}`);
process.exitCode = total > atMost ? 1 : 0;
