import type { AuditPage, AuditPageAsked } from './audit-page.ts';
import { catalogue } from './catalogue.ts';
import type { EventDraft, QuestionDefinition } from './define.ts';
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

/** The question that every service answers under its own name: a page of its audit. */
export function ownQuestion(service: ServiceName): QuestionDefinition<string, AuditPageAsked, AuditPage> {
  return catalogue.questions.find(({ question }) => question.key === `${service}.audit-page.v1`)!
    .question as never;
}
