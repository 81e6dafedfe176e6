import { actorOf, type Route, route } from '@kstudio/chassis';
import { z } from 'zod';
import type { RetentionDeps } from './deps.ts';
import { readCharterChange } from './note-charter-delivery.ts';
import { publishCharter } from './publish-charter.ts';
import { CharterList, CharterPage, CharterPublication, ClientCharter } from './shapes.ts';
import { showCharter } from './show-charter.ts';
import { listCharters, showClientCharter } from './show-charters.ts';

const Version = z.string().regex(/^\d{1,4}$/);

/** The charter itself: what it says, what it will say, and for whom (7.change-notice). */
export function charterRoutes(deps: RetentionDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/charter',
      who: 'anyone',
      clause: '1.sites',
      summary:
        'A version of the charter, the latest if none is named, with what enforces and what proves each clause',
      in: {
        query: z.strictObject({ locale: z.enum(['fr', 'en']).optional(), version: Version.optional() }),
      },
      out: { status: 200, body: CharterPage },
      handler: ({ query, context }) => showCharter(deps, query.locale ?? context.locale, query.version),
    }),
    route({
      method: 'get',
      path: '/charters',
      who: 'operator',
      clause: '7.change-notice',
      summary: 'Every version of the charter, what each changed, and how many clients live under it',
      out: { status: 200, body: CharterList },
      handler: () => listCharters(deps),
    }),
    route({
      method: 'post',
      path: '/charters',
      who: 'operator',
      clause: '7.change-notice',
      summary:
        'Publishes a version of the charter; what is substantial by computation cannot be declared minor',
      limit: { points: 120, seconds: 60 },
      in: { body: CharterPublication },
      out: { status: 201, body: z.object({ version: z.string() }) },
      handler: async ({ body, caller }) => {
        const { charter } = await publishCharter(deps, actorOf(caller) as string, body);
        return { version: charter.version };
      },
    }),
    route({
      method: 'get',
      path: '/clients/:clientId/charter',
      who: 'manager',
      clause: '7.change-notice',
      summary: 'The version of the charter in force for this client, and what will change when',
      in: { params: z.strictObject({ clientId: z.uuid() }) },
      out: { status: 200, body: ClientCharter },
      handler: ({ params }) => showClientCharter(deps, params.clientId),
    }),
    route({
      method: 'post',
      path: '/clients/:clientId/charter/:version/reading',
      who: 'manager',
      clause: '7.change-notice',
      summary: 'The manager has read what changes',
      limit: { points: 120, seconds: 60 },
      in: { params: z.strictObject({ clientId: z.uuid(), version: Version }) },
      out: { status: 204, body: null },
      handler: ({ params, caller }) =>
        readCharterChange(deps, params.clientId, params.version, actorOf(caller) as string),
    }),
  ];
}
