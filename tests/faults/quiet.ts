import { services } from '@kstudio/contracts';
import { eventually } from '../support/eventually.ts';
import type { System } from './system.ts';

/** Looks in a row that must find nothing under way: an event may be between two services in any one of them. */
const looks = 4;

/**
 * Waits until nothing is under way in any service: no event unsent, no message waiting, retried or in hand, no job
 * due, no audit row unchained. What is parked does not count: that is for the verdict.
 */
export async function quiet(system: System, timeoutMs = 120_000): Promise<void> {
  let seen = 0;
  await eventually(async () => {
    const busy = await whatIsUnderWay(system);
    seen = busy === '' ? seen + 1 : 0;
    if (seen < looks) throw new Error(`not quiet: ${busy || 'looking again'}; logs in ${system.logs}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }, timeoutMs);
}

async function whatIsUnderWay(system: System): Promise<string> {
  const found = await Promise.all(
    services.map(async (service) => {
      const state = await system.readiness(service);
      if (!state?.ready || !state.bus?.queues) return `${service} is not ready`;
      const { outbox, queues, inFlight } = state.bus;
      const moving = { unsent: outbox.waiting, waiting: queues.ready, retrying: queues.retrying, inFlight };
      const unchained = await system
        .db(service)
        .collection('audit')
        .countDocuments({ seq: { $exists: false } });
      const due = await system
        .db(service)
        .collection('jobs')
        .countDocuments({ dueAt: { $lte: new Date() } });
      const busy = Object.entries({ ...moving, unchained, due }).filter(([, count]) => count > 0);
      return busy.map(([what, count]) => `${service} ${what} ${count}`).join(', ');
    }),
  );
  return found.filter(Boolean).join('; ');
}
