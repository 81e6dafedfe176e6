import { type Route, route } from '@kstudio/chassis';
import { z } from 'zod';
import type { ContentDeps } from './deps.ts';
import { ofContent } from './reading-routes.ts';
import { nameVersion, restoreVersion, showVersion } from './versions.ts';

const limit = { points: 120, seconds: 60 };
const Logged = z.object({ number: z.int() });
const ofVersion = z.strictObject({ contentId: z.uuid(), version: z.coerce.number().int().min(1) });

/** The doors to a content's versions, for those who may write it. */
export const versionRoutes = (deps: ContentDeps): Route[] => [
  route({
    method: 'get',
    path: '/contents/:contentId/versions/:version',
    who: 'user',
    clause: '4.contents',
    summary: 'What a content said at a version',
    in: { params: ofVersion },
    out: {
      status: 200,
      body: z.object({ title: z.string(), summary: z.string(), html: z.string() }),
    },
    handler: ({ caller, params }) => showVersion(deps, caller, params.contentId, params.version),
  }),
  route({
    method: 'post',
    path: '/contents/:contentId/versions/:version/restoration',
    who: 'user',
    clause: '4.contents',
    summary: 'The content says again what it said at a version; what it said until now is a version too',
    in: { params: ofVersion },
    out: { status: 200, body: Logged },
    limit,
    handler: async ({ caller, params }) => ({
      number: await restoreVersion(deps, caller, params.contentId, params.version),
    }),
  }),
  route({
    method: 'post',
    path: '/contents/:contentId/versions',
    who: 'user',
    clause: '4.contents',
    summary: 'Keeps what the content says now as a version with a name',
    in: { params: ofContent, body: z.strictObject({ name: z.string().trim().min(1).max(100) }) },
    out: { status: 201, body: Logged },
    limit,
    handler: async ({ caller, params, body }) => ({
      number: await nameVersion(deps, caller, params.contentId, body.name),
    }),
  }),
];
