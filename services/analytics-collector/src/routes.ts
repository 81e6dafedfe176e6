import { type Route, route } from '@kstudio/chassis';
import { z } from 'zod';
import type { CollectorDeps } from './deps.ts';
import { collectableFields, showCollected } from './show-collected.ts';

const Collected = z
  .object({
    knownSince: z.iso.datetime(),
    collecting: z.boolean().meta({ description: 'False: nothing is collected anywhere yet' }),
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
  })
  .meta({ id: 'Collected' });

/** The collector's HTTP table, below /api/browsing. */
export function routes(deps: CollectorDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/clients/:clientId/collected',
      who: 'manager',
      clause: '4.browsing-handover',
      summary: "What was collected automatically in this client's space",
      in: {
        params: z.strictObject({ clientId: z.uuid() }),
        query: z.strictObject({ locale: z.enum(['fr', 'en']).optional() }),
      },
      out: { status: 200, body: Collected },
      handler: ({ params, query, context }) =>
        showCollected(deps, params.clientId, query.locale ?? context.locale),
    }),
  ];
}
