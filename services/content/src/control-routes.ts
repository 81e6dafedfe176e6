import { type Route, route } from '@kstudio/chassis';
import { z } from 'zod';
import { deleteContent, renameContent, shareContent } from './control-content.ts';
import type { ContentDeps } from './deps.ts';
import { ofContent } from './reading-routes.ts';
import { Summary, Title } from './shapes.ts';

const limit = { points: 120, seconds: 60 };
const persons = z.array(z.uuid()).max(200);

/** The doors by which a content's owner controls it. */
export const controlRoutes = (deps: ContentDeps): Route[] => [
  route({
    method: 'patch',
    path: '/contents/:contentId',
    who: 'user',
    clause: '4.contents',
    summary: 'Another title or summary',
    in: { params: ofContent, body: z.strictObject({ title: Title.optional(), summary: Summary.optional() }) },
    out: { status: 200, body: z.object({ number: z.int() }) },
    limit,
    handler: async ({ caller, params, body }) => ({
      number: await renameContent(deps, caller, params.contentId, body),
    }),
  }),
  route({
    method: 'patch',
    path: '/contents/:contentId/sharing',
    who: 'user',
    clause: '4.contents',
    summary: 'Who may read and write a content beside its owner; she alone says. What is left out stays',
    in: {
      params: ofContent,
      body: z.strictObject({
        openToSpace: z.boolean().optional(),
        readers: persons.optional(),
        writers: persons.optional(),
      }),
    },
    out: { status: 204, body: null },
    limit,
    handler: ({ caller, params, body }) => shareContent(deps, caller, params.contentId, body),
  }),
  route({
    method: 'delete',
    path: '/contents/:contentId',
    who: 'user',
    clause: '4.contents',
    summary: 'Deletes a content with its versions and images, at once and for good; its owner alone',
    in: { params: ofContent },
    out: { status: 204, body: null },
    limit,
    handler: ({ caller, params }) => deleteContent(deps, caller, params.contentId),
  }),
];
