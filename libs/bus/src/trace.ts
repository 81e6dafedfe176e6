import {
  type Attributes,
  context,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';

// By hand, because instrumentation-amqplib would continue the relay's own context: the thread from the request to
// the consumer leads through the outbox row.
const tracer = trace.getTracer('@kstudio/bus');

/** W3C trace context as headers: `traceparent`, `tracestate`. */
export type TraceHeaders = Record<string, string>;

/** The active trace, to be kept in an outbox row or sent along with a question. */
export function activeTrace(): TraceHeaders {
  const headers: TraceHeaders = {};
  propagation.inject(context.active(), headers);
  return headers;
}

/** Runs `work` in a span that continues the trace of `headers`. An error ends up in the span by its name alone. */
export async function continueTrace<T>(
  headers: Record<string, unknown>,
  name: string,
  kind: 'producer' | 'consumer',
  attributes: Attributes,
  work: () => Promise<T>,
): Promise<T> {
  const parent = propagation.extract(ROOT_CONTEXT, headers);
  const options = { kind: kind === 'producer' ? SpanKind.PRODUCER : SpanKind.CONSUMER, attributes };
  return tracer.startActiveSpan(name, options, parent, async (span) => {
    try {
      return await work();
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: nameOf(error) });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** An error's class and code: its message may hold what a person wrote, and goes nowhere. */
export function nameOf(error: unknown): string {
  const { name, code } = error as { name?: string; code?: string | number };
  return code === undefined ? String(name) : `${name} ${code}`;
}
