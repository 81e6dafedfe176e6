import { type Route, route } from '@kstudio/chassis';
import { z } from 'zod';
import { appendUpdate } from './append-update.ts';
import { createContent } from './create-content.ts';
import type { ContentDeps } from './deps.ts';
import { followContent } from './follow-content.ts';
import { imageTypes, keepImage, MOST_IMAGE_BYTES } from './images.ts';
import { ofContent } from './reading-routes.ts';
import { etagOf, replaceDocument } from './replace-document.ts';
import { Title, WholeDocument } from './shapes.ts';

/** What an office of a hundred does in a minute, not a mailing. */
const limit = { points: 120, seconds: 60 };
/** Somebody who types is saved about once a second. */
const typing = { points: 3_000, seconds: 60 };
const MOST_UPDATE_BYTES = 1_000_000;

/** The number of an update, as an address and a browser that comes back say it. */
const aNumber = /^\d{1,12}$/;

const Logged = z.object({ number: z.int() });

/** The doors by which contents are written, by those who may. */
export const writingRoutes = (deps: ContentDeps): Route[] => [
  route({
    method: 'post',
    path: '/contents',
    who: 'author',
    clause: '2.contents',
    summary: 'A new content of the caller’s own: blank, or begun from one that she may read',
    in: { body: z.strictObject({ title: Title, from: z.uuid().optional() }) },
    out: { status: 201, body: z.object({ contentId: z.uuid() }) },
    limit,
    handler: ({ caller, body }) => createContent(deps, caller, body),
  }),
  route({
    method: 'put',
    path: '/contents/:contentId',
    who: 'user',
    clause: '4.contents',
    summary: 'The whole document, upon the state that If-Match names; 412 when it changed since',
    in: { params: ofContent, body: WholeDocument },
    out: { status: 200, body: Logged },
    limit,
    handler: async ({ caller, params, body, header, reply }) => {
      const number = await replaceDocument(deps, caller, params.contentId, header('if-match'), body);
      reply.header('ETag', etagOf(number));
      return { number };
    },
  }),
  route({
    method: 'post',
    path: '/contents/:contentId/updates',
    who: 'user',
    clause: '2.contents',
    summary: 'Appends an update of Yjs to the log; answered once it is there',
    in: { params: ofContent, bytes: { types: ['application/octet-stream'], most: MOST_UPDATE_BYTES } },
    out: { status: 201, body: Logged },
    limit: typing,
    handler: async ({ caller, params, bytes }) => ({
      number: await appendUpdate(deps, caller, params.contentId, bytes),
    }),
  }),
  route({
    method: 'get',
    path: '/contents/:contentId/updates',
    who: 'user',
    clause: '2.contents',
    summary: 'The updates after a number, then each new one as it is logged (server-sent events, base64)',
    in: { params: ofContent, query: z.strictObject({ after: z.string().regex(aNumber).optional() }) },
    out: { status: 200, body: null, type: 'text/event-stream' },
    limit,
    handler: ({ caller, params, query, header, reply }) => {
      const last = aNumber.exec(header('last-event-id') ?? '')?.[0];
      const after = Math.max(Number(query.after ?? 0), Number(last ?? 0));
      return followContent(deps, caller, params.contentId, after, () => reply.events());
    },
  }),
  route({
    method: 'post',
    path: '/contents/:contentId/images',
    who: 'user',
    clause: '2.contents',
    summary: 'Keeps an image (PNG, JPEG, WebP or GIF, 5 MB) for a content',
    in: { params: ofContent, bytes: { types: imageTypes, most: MOST_IMAGE_BYTES } },
    out: { status: 201, body: z.object({ imageId: z.uuid() }) },
    limit,
    handler: ({ caller, params, bytes }) => keepImage(deps, caller, params.contentId, bytes),
  }),
];
