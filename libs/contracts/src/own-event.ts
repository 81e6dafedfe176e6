import { catalogue } from './catalogue.ts';
import type { EventDraft } from './define.ts';
import type { ServiceName } from './kinds.ts';

/**
 * What every service says under its own name: `ownEvent('account', 'audit-sealed')` makes drafts of that event.
 * They are checked against its schema alone (ZodError: a bug of the publisher).
 */
export function ownEvent(
  service: ServiceName,
  fact: 'audit-sealed' | 'purge-answered',
): (data: object) => EventDraft {
  const row = catalogue.events.find(({ event }) => event.key === `${service}.${fact}.v1`)!;
  return row.event as unknown as (data: object) => EventDraft;
}
