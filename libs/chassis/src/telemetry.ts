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
 * Query strings, addresses and statements are left out of attributes (invariant 4).
 */
const quiet = /\/(healthz|readyz|metrics)$/;

export const telemetry = new NodeSDK({
  ...(process.env.OTEL_EXPORTER_OTLP_ENDPOINT ? { traceExporter: new OTLPTraceExporter() } : {}),
  instrumentations: [
    new HttpInstrumentation({
      ignoreIncomingRequestHook: (request: IncomingMessage) => quiet.test(request.url ?? ''),
      disableOutgoingRequestInstrumentation: true,
    }),
    new ExpressInstrumentation({ ignoreLayersType: ['middleware' as never] }),
    new MongooseInstrumentation(),
  ],
});
telemetry.start();
