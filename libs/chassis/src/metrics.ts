import type { RequestHandler } from 'express';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** A service's Prometheus metrics. Labels are routes, codes and names of ours: no id, no personal data (invariant 4). */
export function createMetrics(service: string) {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'kstudio_http_request_seconds',
    help: 'Time to answer a request, by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  });
  const stray = new Counter({
    name: 'kstudio_stray_output_fields_total',
    help: 'Fields that a handler returned and no schema declares; they were stripped',
    labelNames: ['route'],
    registers: [registry],
  });
  const bus = new Gauge({
    name: 'kstudio_bus',
    help: 'Messages by state: waiting in the outbox, unroutable, parked',
    labelNames: ['state'],
    registers: [registry],
  });

  const measure: RequestHandler = (req, res, next) => {
    const end = requests.startTimer({ method: req.method });
    res.on('finish', () => end({ route: req.route?.path ?? 'none', status: String(res.statusCode) }));
    next();
  };
  return {
    measure,
    countStray: (route: string, fields: string[]) => stray.inc({ route }, fields.length),
    setBus: (counts: Record<string, number>) => {
      for (const [state, count] of Object.entries(counts)) bus.set({ state }, count);
    },
    text: () => registry.metrics(),
  };
}
