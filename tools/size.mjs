/** What a service stands on stays small: libs/chassis and libs/bus together, tests left out. Prints the count. */
import { globSync, readFileSync } from 'node:fs';

const limit = 2_500;
const lines = (path) => readFileSync(path, 'utf8').trimEnd().split('\n').length;
const sizes = ['chassis', 'bus'].map((name) => {
  const files = globSync(`libs/${name}/src/**/*.ts`).filter((path) => !path.endsWith('.test.ts'));
  return { name, lines: files.reduce((sum, path) => sum + lines(path), 0) };
});
const total = sizes.reduce((sum, size) => sum + size.lines, 0);
console.log(
  `${sizes.map((size) => `libs/${size.name} ${size.lines}`).join(' + ')} = ${total} of ${limit} lines`,
);
process.exitCode = total > limit ? 1 : 0;
