import { type Route, route } from '@kstudio/chassis';
import { z } from 'zod';
import { contentKinds } from './contents.store.ts';
import type { ContentDeps } from './deps.ts';
import { showEnding } from './ending.ts';
import { showImage } from './images.ts';
import { listContents, scopes } from './list-contents.ts';
import { versionReasons } from './log.store.ts';
import { etagOf } from './replace-document.ts';
import { rights } from './rights.ts';
import { showContent } from './show-content.ts';

const Instant = z.iso.datetime();
export const ofContent = z.strictObject({ contentId: z.uuid() });

const ContentLine = z
  .object({
    contentId: z.uuid(),
    kind: z.enum(contentKinds),
    title: z.string(),
    summary: z.string(),
    updatedAt: Instant,
    version: z.int(),
    scope: z.enum(scopes),
    right: z.enum(rights),
    openToSpace: z.boolean(),
    published: z.boolean(),
    sharedWith: z.int().meta({ description: 'How many persons its owner shares it with; 0 to others' }),
  })
  .meta({ id: 'ContentLine' });

const ContentPage = z
  .object({
    contentId: z.uuid(),
    kind: z.enum(contentKinds),
    title: z.string(),
    summary: z.string(),
    html: z.string().meta({ description: 'Sanitised HTML of the body, without the title' }),
    body: z
      .array(z.record(z.string(), z.unknown()))
      .meta({ description: 'The blocks, as PUT takes them back' }),
    right: z.enum(rights),
    openToSpace: z.boolean(),
    readers: z.array(z.string()),
    writers: z.array(z.string()),
    lastUpdate: z.int().meta({ description: 'The ETag is this number in quotes' }),
    updatedAt: Instant,
    versions: z.array(
      z.object({
        number: z.int(),
        at: Instant,
        reason: z.enum(versionReasons),
        name: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'ContentPage' });

/** The doors by which contents are read: by their owner, and those whom she lets. */
export const readingRoutes = (deps: ContentDeps): Route[] => [
  route({
    method: 'get',
    path: '/contents',
    who: 'user',
    clause: '2.contents',
    summary: 'The contents that the caller may read: her own, shared with her, the space’s',
    in: {
      query: z.strictObject({
        scope: z.enum(scopes).optional(),
        q: z.string().max(100).optional(),
        sort: z.enum(['title', 'changed']).optional(),
      }),
    },
    out: { status: 200, body: z.array(ContentLine) },
    handler: ({ caller, query }) => listContents(deps, caller, query),
  }),
  route({
    method: 'get',
    path: '/contents/:contentId',
    who: 'user',
    clause: '2.contents',
    summary: 'One content, rendered and as its blocks, with its versions',
    in: { params: ofContent },
    out: { status: 200, body: ContentPage },
    handler: async ({ caller, params, reply }) => {
      const page = await showContent(deps, caller, params.contentId);
      reply.header('ETag', etagOf(page.lastUpdate));
      return {
        ...page,
        body: [...page.body] as Record<string, unknown>[],
        readers: [...page.readers],
        writers: [...page.writers],
      };
    },
  }),
  route({
    method: 'get',
    path: '/images/:imageId',
    who: 'user',
    clause: '2.contents',
    summary: 'An image of a content that the caller may read',
    in: { params: z.strictObject({ imageId: z.uuid() }) },
    out: { status: 200, body: null, type: 'image/*' },
    handler: async ({ caller, params, reply }) => {
      const { type, content } = await showImage(deps, caller, params.imageId);
      reply.bytes(type, content);
    },
  }),
  route({
    method: 'get',
    path: '/ending',
    who: 'user',
    clause: '5.subscription-term',
    summary: 'When the space ended and until when it can be read; null while the subscription runs',
    out: {
      status: 200,
      body: z.object({ ending: z.object({ endedAt: Instant, readableUntil: Instant }).nullable() }),
    },
    handler: async ({ caller }) => ({ ending: await showEnding(deps, caller) }),
  }),
];
