import { type Route, route } from '@kstudio/chassis';
import { z } from 'zod';
import { askHandOver } from './ask-hand-over.ts';
import type { CollectorDeps } from './deps.ts';
import { type HandOverRow, handOverStates, journalActs } from './hand-overs.store.ts';
import { collectableFields, showCollected } from './show-collected.ts';
import { showSummary } from './show-summary.ts';

const Instant = z.iso.datetime();
const OfClient = z.strictObject({ clientId: z.uuid() });

const Collected = z
  .object({
    knownSince: Instant,
    collecting: z.boolean().meta({ description: 'False once the subscription has ended' }),
    events: z.int(),
    categories: z.array(
      z.object({
        id: z.enum(['browsing']),
        label: z.string(),
        events: z.int(),
        fields: z.array(z.enum(collectableFields)),
        clause: z.string(),
        rule: z.string(),
      }),
    ),
    keptFor: z.string().meta({ description: 'ISO 8601 duration' }),
    today: z.iso.date().meta({ description: 'The day in Paris, by the clock of the platform' }),
  })
  .meta({ id: 'Collected' });

const HandOver = z
  .object({
    handOverId: z.uuid(),
    from: z.iso.date(),
    to: z.iso.date(),
    state: z.enum(handOverStates),
    askedAt: Instant,
    until: Instant.nullable().meta({ description: 'Until when it can be downloaded' }),
    events: z.int(),
    written: z.int().meta({ description: 'How many events are written so far' }),
    sessions: z.int(),
    auditRows: z.int(),
    bytes: z.int(),
    sha256: z.string().nullable(),
    journal: z.array(z.object({ at: Instant, act: z.enum(journalActs), personId: z.uuid().nullable() })),
  })
  .meta({ id: 'HandOver' });

const Sums = z.array(z.object({ name: z.string(), views: z.int().nullable(), entries: z.int().nullable() }));
const Summary = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    days: Sums,
    sites: Sums,
    pages: Sums,
    browserTypes: Sums,
    browserLanguages: Sums,
  })
  .meta({ id: 'BrowsingSummary', description: 'Sums of day counters; null stands for a count under 5' });

/** The collector's HTTP table, below /api/browsing. What pages of covered sites use is in doors.ts. */
export function routes(deps: CollectorDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/clients/:clientId/collected',
      who: 'manager',
      clause: '4.browsing-handover',
      summary: "What was collected automatically in this client's space",
      in: { params: OfClient, query: z.strictObject({ locale: z.enum(['fr', 'en']).optional() }) },
      out: { status: 200, body: Collected },
      handler: ({ params, query, context }) =>
        showCollected(deps, params.clientId, query.locale ?? context.locale),
    }),
    route({
      method: 'get',
      path: '/clients/:clientId/hand-overs',
      who: 'manager',
      clause: '4.browsing-handover',
      summary: 'The hand-overs that this client asked for, and everything that was done with each',
      in: { params: OfClient },
      out: { status: 200, body: z.array(HandOver) },
      handler: async ({ params }) => (await deps.handOvers.listOf(params.clientId)).map(shown),
    }),
    route({
      method: 'post',
      path: '/clients/:clientId/hand-overs',
      who: 'manager',
      clause: '4.browsing-handover',
      summary: 'Asks for what was collected between two days; it is prepared, and the manager is told',
      in: { params: OfClient, body: z.strictObject({ from: z.iso.date(), to: z.iso.date() }) },
      out: { status: 202, body: HandOver },
      handler: async ({ params, body, caller }) =>
        shown(await askHandOver(deps, caller, params.clientId, body)),
    }),
    route({
      method: 'get',
      path: '/summary',
      who: 'operator',
      clause: '3.purpose',
      summary: 'Counted views of the last days, by day, site, page, browser and language',
      in: { query: z.strictObject({ days: z.coerce.number().int().min(1).max(366).default(30) }) },
      out: { status: 200, body: Summary },
      handler: ({ query }) => showSummary(deps, query.days),
    }),
  ];
}

const shown = ({ _id: handOverId, clientId: _, edition: __, run: ___, ...row }: HandOverRow) => ({
  ...row,
  // One of before the audits were handed over does not know how many there were.
  auditRows: row.auditRows ?? 0,
  handOverId,
  askedAt: row.askedAt.toISOString(),
  until: row.until?.toISOString() ?? null,
  journal: row.journal.map(({ at, act, personId }) => ({ at: at.toISOString(), act, personId })),
});
