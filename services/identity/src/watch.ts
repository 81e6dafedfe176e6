import { categories, endOfTerm } from '@kstudio/charter';
import type { Tally } from '@kstudio/contracts';
import type { IdentityDeps } from './deps.ts';

const HOUR_MS = 3_600_000;

/** What this service sees of violations: sign-ins whose year was over an hour ago, and that are still noted. */
export async function watch({
  traces,
  clock,
}: Pick<IdentityDeps, 'traces' | 'clock'>): Promise<{ tallies: Tally[] }> {
  const oldest = await traces.oldestDay();
  const keptFor = categories.browsing.term.keep as string;
  const over = (day: string) =>
    endOfTerm(new Date(`${day}T12:00:00Z`), keptFor).instant.getTime() + HOUR_MS <= clock.now().getTime();
  const count = oldest && over(oldest) ? await traces.countOn(oldest) : 0;
  return { tallies: [{ rule: '5.browsing-term', count }] };
}
