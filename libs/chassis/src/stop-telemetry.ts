import { setTimeout as wait } from 'node:timers/promises';
import { trace } from '@opentelemetry/api';

/** A collector that does not answer may not hold up the end of a process. */
const LONGEST_MS = 5_000;

/**
 * Sends the spans that are still in hand and ends the telemetry. Its SDK was started before this program
 * (telemetry.ts), so it is reached through OpenTelemetry's API; without one nothing happens.
 */
export async function stopTelemetry(): Promise<void> {
  const provider = trace.getTracerProvider() as { getDelegate?(): object };
  const sdk = (provider.getDelegate?.() ?? provider) as { shutdown?(): Promise<void> };
  const sent = Promise.resolve(sdk.shutdown?.()).catch(() => undefined); // nobody is left to be told
  await Promise.race([sent, wait(LONGEST_MS, undefined, { ref: false })]);
}
