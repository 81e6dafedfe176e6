/** `npm run trace -- <request id>`: what one request did, through every service, as a tree with milliseconds. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { TraceLine } from './trace-sink.ts';

const folder = process.env.KSTUDIO_DIR ?? resolve(import.meta.dirname, '../../.kstudio');

/** The spans of one trace, in the order in which they began. */
function spansOf(trace: string): TraceLine[] {
  return ['traces.ndjson.1', 'traces.ndjson']
    .map((name) => join(folder, name))
    .filter(existsSync)
    .flatMap((file) => readFileSync(file, 'utf8').split('\n'))
    .filter((line) => line.includes(trace))
    .map((line) => JSON.parse(line) as TraceLine)
    .filter((span) => span.trace === trace)
    .sort((one, other) => one.start - other.start);
}

/** One line a span: when it began and how long it took (ms since the first), its service, its name. */
function tree(spans: TraceLine[]): string[] {
  const known = new Set(spans.map((span) => span.span));
  const begun = spans[0]?.start ?? 0;
  const below = (parent: string | undefined, depth: number): string[] =>
    spans
      .filter((span) => (span.parent && known.has(span.parent) ? span.parent : undefined) === parent)
      .flatMap((span) => [line(span, depth), ...below(span.span, depth + 1)]);
  const line = (span: TraceLine, depth: number) => {
    const at = (span.start - begun).toFixed(1).padStart(8);
    const took = (span.end - span.start).toFixed(1).padStart(8);
    return `${at} ${took}  ${'  '.repeat(depth)}${span.service}  ${span.name}${span.error ? '  ✗' : ''}`;
  };
  return below(undefined, 0);
}

const trace = (process.argv[2] ?? '').toLowerCase();
const spans = /^[0-9a-f]{32}$/.test(trace) ? spansOf(trace) : [];
if (spans.length === 0) {
  console.error(
    trace === ''
      ? 'Which request? npm run trace -- <request id>: 32 hexadecimal digits, as the header X-Request-Id or an error page shows them.'
      : `No trace ${trace} in ${folder}. Spans arrive a few seconds after the request, while npm start runs.`,
  );
  process.exitCode = 1;
} else {
  console.log('      at     took  (milliseconds)');
  for (const line of tree(spans)) console.log(line);
}
