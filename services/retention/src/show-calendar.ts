import { purgeCalendar } from '@kstudio/charter';
import { problems } from '@kstudio/chassis';
import type { z } from 'zod';
import type { RetentionDeps } from './deps.ts';
import { lifeOf } from './life.ts';
import type { CalendarRow } from './shapes.ts';

/** What would go when, for the manager's client; "if it ended today" while the subscription runs. */
export async function showCalendar(
  { terms, clock }: Pick<RetentionDeps, 'terms' | 'clock'>,
  clientId: string,
  locale: 'fr' | 'en',
): Promise<z.input<typeof CalendarRow>[]> {
  const now = clock.now();
  const known = await terms.find(clientId);
  const life = known && lifeOf(known.facts, now);
  if (!life) throw problems.unknown();
  return purgeCalendar(life, now, known.term).map(({ label, rule, startsAt, ...row }) => ({
    ...row,
    label: label[locale],
    rule: rule[locale],
    startsAt: startsAt?.toISOString() ?? null,
  }));
}
