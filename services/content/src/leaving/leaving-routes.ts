import { Readable } from 'node:stream';
import { type Route, route } from '@kstudio/chassis';
import { z } from 'zod';
import type { ContentDeps } from '../deps.ts';
import { exportContent, exportForms } from './export-content.ts';
import { spaceArchive } from './space-archive.ts';

/** The doors by which contents leave: one by one, or the whole space. */
export const leavingRoutes = (deps: ContentDeps): Route[] => [
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
      const day = deps.clock.now().toISOString().slice(0, 10);
      await reply.file('application/zip', `k-studio-${day}.zip`, await spaceArchive(deps, caller, clientId));
    },
  }),
];
