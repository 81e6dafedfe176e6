import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { dirname } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { close, listen } from './gateway.ts';

/** One span as a line of the trace file. Times are in milliseconds since 1970, with fractions. */
export type TraceLine = {
  trace: string;
  span: string;
  parent?: string;
  service: string;
  name: string;
  start: number;
  end: number;
  error?: true;
};

/** Two files of this size are kept: the current one and the one before it. */
const rotateAt = 25 * 1024 * 1024;

/** Listens for OTLP/HTTP traces in JSON on `port` and appends their spans to `file`, bounded to about 50 MB. */
export async function startTraceSink(file: string, port: number): Promise<{ close(): Promise<void> }> {
  mkdirSync(dirname(file), { recursive: true });
  const server = createServer((request, response) => {
    void read(request)
      .then(
        (body) => {
          const lines = linesOf(JSON.parse(body) as Export);
          if (lines.length > 0) append(file, lines);
          response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
        },
        () => response.writeHead(400).end(),
      )
      .catch(() => response.writeHead(400).end());
  });
  await listen(server, port);
  return { close: () => close(server) };
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const body = Buffer.concat(parts);
  return (request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString('utf8');
}

type Value = { stringValue?: string };
type Span = {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  status?: { code?: number };
};
type Export = {
  resourceSpans?: {
    resource?: { attributes?: { key: string; value: Value }[] };
    scopeSpans?: { spans?: Span[] }[];
  }[];
};

const milliseconds = (nanoseconds: string): number => Number(BigInt(nanoseconds) / 1000n) / 1000;

function linesOf(given: Export): TraceLine[] {
  return (given.resourceSpans ?? []).flatMap(({ resource, scopeSpans }) => {
    const named = resource?.attributes?.find((attribute) => attribute.key === 'service.name');
    const service = named?.value.stringValue ?? 'unknown';
    return (scopeSpans ?? []).flatMap(({ spans }) => (spans ?? []).map((span) => lineOf(service, span)));
  });
}

function lineOf(service: string, span: Span): TraceLine {
  return {
    trace: span.traceId,
    span: span.spanId,
    ...(span.parentSpanId ? { parent: span.parentSpanId } : {}),
    service,
    name: span.name,
    start: milliseconds(span.startTimeUnixNano),
    end: milliseconds(span.endTimeUnixNano),
    // 2 is STATUS_CODE_ERROR.
    ...(span.status?.code === 2 ? { error: true as const } : {}),
  };
}

function append(file: string, lines: TraceLine[]): void {
  appendFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''), { mode: 0o600 });
  if (statSync(file).size > rotateAt) renameSync(file, `${file}.1`);
}
