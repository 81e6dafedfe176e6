import type { Tally } from '@kstudio/contracts';
import type { NotifierDeps } from './deps.ts';

/** A mail server has an hour to take the word of an incident, which leaves at once. */
const TOLD_WITHIN_MS = 3_600_000;

/** What this service sees of violations: incidents that are open, and clients who were not told of one. */
export async function watch({
  incidents,
  clock,
}: Pick<NotifierDeps, 'incidents' | 'clock'>): Promise<{ tallies: Tally[] }> {
  const before = new Date(clock.now().getTime() - TOLD_WITHIN_MS);
  const [open, untold] = await Promise.all([incidents.countOpen(), incidents.countUntold(before)]);
  return {
    tallies: [
      { rule: '6.safeguards', count: open },
      { rule: '6.incident', count: untold },
    ],
  };
}
