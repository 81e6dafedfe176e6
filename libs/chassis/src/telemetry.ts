// The hook comes before every other statement: registered later, express and mongoose spans are silently lost.
import { register } from 'node:module';

register('@opentelemetry/instrumentation/hook.mjs', import.meta.url);

import type { IncomingMessage } from 'node:http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { ExpressInstrumentation } from '@opentelemetry/instrumentation-express';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { MongooseInstrumentation } from '@opentelemetry/instrumentation-mongoose';
import { NodeSDK } from '@opentelemetry/sdk-node';

/**
 * Loaded with `--import` before a service: traces over HTTP, Express and mongoose to OTEL_EXPORTER_OTLP_ENDPOINT.
 * The bus carries the trace itself, through the outbox (an amqplib instrumentation would see only the relay).
 */
const quiet = /\/(healthz|readyz|metrics)$/;

/** What a span may say: routes, codes, names of ours. Addresses, browsers and what was asked for are not among it. */
const allowed =
  /^(http\.(method|request\.method|route|status_code|response\.status_code)|express\.type|error\.type|db\.(system|system\.name|operation|operation\.name|collection\.name|mongodb\.collection|name|namespace)|messaging\..+)$/;

type Span = Parameters<OTLPTraceExporter['export']>[0][number];

/** A span without what may name a person (invariant 4): attributes but the allowed, exceptions' words, messages. */
const withoutPersons = (span: Span): Span =>
  Object.create(span, {
    attributes: {
      value: Object.fromEntries(Object.entries(span.attributes).filter(([name]) => allowed.test(name))),
    },
    events: { value: [] },
    status: { value: { code: span.status.code } },
  });

class ImpersonalExporter extends OTLPTraceExporter {
  override export(...[spans, done]: Parameters<OTLPTraceExporter['export']>): void {
    super.export(spans.map(withoutPersons), done);
  }
}

/** A trace begins at our door: a stranger neither chooses the id that support looks for, nor sends words along. */
function forgetForeignTrace({ headers }: IncomingMessage): void {
  for (const name of ['traceparent', 'tracestate', 'baggage']) delete headers[name];
}

export const telemetry = new NodeSDK({
  ...(process.env.OTEL_EXPORTER_OTLP_ENDPOINT ? { traceExporter: new ImpersonalExporter() } : {}),
  instrumentations: [
    new HttpInstrumentation({
      // The one hook that is asked before the headers are read.
      ignoreIncomingRequestHook: (request: IncomingMessage) => {
        forgetForeignTrace(request);
        return quiet.test(request.url ?? '');
      },
      disableOutgoingRequestInstrumentation: true,
    }),
    new ExpressInstrumentation({ ignoreLayersType: ['middleware' as never] }),
    new MongooseInstrumentation(),
  ],
});
telemetry.start();
