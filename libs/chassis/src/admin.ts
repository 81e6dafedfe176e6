import type { RequestListener } from 'node:http';
import { type Bus, type BusStatus } from '@kstudio/bus';
import type mongoose from 'mongoose';

export interface Readiness {
  ready: boolean;
  /** Why not ready, or what is degraded: codes that the runbook explains. */
  reasons: string[];
}

export interface AdminDeps {
  db: mongoose.Connection;
  bus: Bus;
  busStatus(): Promise<BusStatus>;
  /** False from the first moment of a stop. */
  accepting(): boolean;
  metrics(): Promise<string>;
}

/**
 * Ready while the database answers and the service is not stopping. A broker that is away degrades and does not
 * unready: what is written waits in the outbox, and taking every replica out at once would lose the site for it.
 */
async function readiness({
  db,
  bus,
  busStatus,
  accepting,
}: AdminDeps): Promise<Readiness & { bus: unknown }> {
  const reasons: string[] = [];
  const database = await db.db!.command({ ping: 1, maxTimeMS: 1_000 }).then(
    () => true,
    () => false,
  );
  if (!accepting()) reasons.push('stopping');
  if (!database) reasons.push('database-unreachable');
  if (!bus.connected()) reasons.push('broker-unreachable');
  const status = database ? await busStatus().catch(() => null) : null;
  if (status && status.outbox.unroutable > 0) reasons.push('messages-unroutable');
  if (status?.queues?.parked) reasons.push('messages-parked');
  return { ready: accepting() && database, reasons, bus: status };
}

/** /healthz (the process answers), /readyz (it may be sent requests; reasons in words) and /metrics, apart from the public port. */
export function createAdmin(deps: AdminDeps): RequestListener {
  return (req, res) => {
    void answer(deps, req.url ?? '').then(
      ([status, type, body]) => res.writeHead(status, { 'content-type': type }).end(body),
      () => res.writeHead(500).end(),
    );
  };
}

async function answer(deps: AdminDeps, url: string): Promise<[number, string, string]> {
  if (url === '/healthz') return [200, 'application/json', '{"status":"ok"}'];
  if (url === '/metrics') return [200, 'text/plain; version=0.0.4', await deps.metrics()];
  if (url !== '/readyz') return [404, 'application/json', '{}'];
  const state = await readiness(deps);
  const status = state.ready ? (state.reasons.length > 0 ? 'degraded' : 'ready') : 'not-ready';
  return [state.ready ? 200 : 503, 'application/json', JSON.stringify({ status, ...state })];
}
