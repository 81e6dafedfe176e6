import type { Tally } from '@kstudio/contracts';
import type { AccountDeps } from './deps.ts';

/** What this service sees of violations: requests that are past their date. */
export async function watch({
  requests,
  clock,
}: Pick<AccountDeps, 'requests' | 'clock'>): Promise<{ tallies: Tally[] }> {
  return { tallies: [{ rule: 'law.answer', count: await requests.countOverdue(clock.now()) }] };
}
