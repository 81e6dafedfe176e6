import { Readable } from 'node:stream';
import { parisDay } from '@kstudio/charter';
import { type Route, route } from '@kstudio/chassis';
import { z } from 'zod';
import type { ContentDeps } from '../deps.ts';
import { personOf } from '../rights.ts';
import type { DraftAccess } from './draft-accesses.store.ts';
import { exportContent, exportForms } from './export-content.ts';
import { accessView, closeDrafts, openDrafts } from './open-drafts.ts';
import { spaceArchive } from './space-archive.ts';

const AccessView = z.object({
  accessId: z.uuid(),
  openedBy: z.uuid(),
  reason: z.string(),
  openedAt: z.iso.datetime(),
  until: z.iso.datetime(),
  isOpen: z.boolean(),
  authors: z.int().meta({ description: 'How many people’s drafts; each of them was told' }),
});

/** The doors by which contents leave: one by one, or the whole space. */
export const leavingRoutes = (deps: ContentDeps): Route[] => {
  const view = (access: DraftAccess) => accessView(access, deps.clock.now());
  return [
    route({
      method: 'get',
      path: '/contents/:contentId/export/:form',
      who: 'user',
      clause: '3.ownership',
      summary: 'A content as one file: a page, Markdown, or its blocks with those of each version',
      in: { params: z.strictObject({ contentId: z.uuid(), form: z.enum(exportForms) }) },
      out: { status: 200, body: null, type: 'application/octet-stream' },
      limit: { points: 120, seconds: 60 },
      handler: async ({ caller, params, reply }) => {
        const { name, type, text } = await exportContent(deps, caller, params.contentId, params.form);
        await reply.file(type, name, Readable.from([Buffer.from(text)]));
      },
    }),
    route({
      method: 'get',
      path: '/clients/:clientId/archive',
      who: 'manager',
      clause: '3.ownership',
      summary: 'Everything that the client owns in her space, as one ZIP',
      in: { params: z.strictObject({ clientId: z.uuid() }) },
      out: { status: 200, body: null, type: 'application/zip' },
      limit: { points: 120, seconds: 60 },
      handler: async ({ caller, clientId, reply }) => {
        const day = parisDay(deps.clock.now());
        await reply.file(
          'application/zip',
          `k-studio-${day}.zip`,
          await spaceArchive(deps, caller, clientId),
        );
      },
    }),
    route({
      method: 'get',
      path: '/clients/:clientId/draft-accesses',
      who: 'manager',
      clause: '3.ownership',
      summary: 'When the drafts of others were opened to the archive, and why',
      in: { params: z.strictObject({ clientId: z.uuid() }) },
      out: { status: 200, body: z.array(AccessView) },
      handler: async ({ clientId }) => (await deps.draftAccesses.listOf(clientId)).map(view),
    }),
    route({
      method: 'post',
      path: '/clients/:clientId/draft-accesses',
      who: 'manager',
      clause: '3.ownership',
      summary:
        'Opens the drafts of others to the archive for a day, with a reason; their authors are told at once',
      in: {
        params: z.strictObject({ clientId: z.uuid() }),
        body: z.strictObject({ reason: z.string().trim().min(10).max(500) }),
      },
      out: { status: 201, body: AccessView },
      limit: { points: 120, seconds: 60 },
      handler: async ({ caller, clientId, body }) =>
        view(await openDrafts(deps, caller, clientId, body.reason)),
    }),
    route({
      method: 'post',
      path: '/clients/:clientId/draft-accesses/closing',
      who: 'manager',
      clause: '3.ownership',
      summary: 'Closes the drafts of others again before the day is over',
      in: { params: z.strictObject({ clientId: z.uuid() }) },
      out: { status: 204, body: null },
      limit: { points: 120, seconds: 60 },
      handler: ({ caller, clientId }) => closeDrafts(deps, caller, clientId),
    }),
    route({
      method: 'get',
      path: '/draft-accesses',
      who: 'user',
      clause: '3.ownership',
      summary: 'When the caller’s own drafts were opened to the manager’s archive, by whom and why',
      out: { status: 200, body: z.array(AccessView) },
      handler: async ({ caller }) => {
        const { clientId, personId } = personOf(caller);
        return (await deps.draftAccesses.listOf(clientId, personId)).map(view);
      },
    }),
  ];
};
