import { trace } from '@opentelemetry/api';
import { type Logger, pino } from 'pino';

export type Log = Logger;

/** Keys a log line may carry: ids, counts, codes and words of ours. Whatever else is handed in is left out. */
const allowed =
  /^(.*Id|id|ids|service|replica|event|key|question|job|queue|route|method|status|ms|count|counts|attempt|point|reason|code|collection|holding|state|signal|port|err|names|seq)$/;

/** An error as a log may show it: its class, code and stack frames, never its message (it may quote a person). */
export function errorFacts(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const { code } = error as { code?: unknown };
  return { type: error.name, code, frames: frames.slice(0, 8).map((line) => line.trim()) };
}

/** A logger whose lines hold ids alone (invariant 4) and the id of the current trace. */
export function createLog(service: string, level: string): Log {
  return pino({
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (label) => ({ level: label }),
      log: (line) => Object.fromEntries(Object.entries(line).filter(([key]) => allowed.test(key))),
    },
    serializers: { err: errorFacts },
    mixin: () => {
      const span = trace.getActiveSpan()?.spanContext();
      return span ? { traceId: span.traceId } : {};
    },
  });
}
