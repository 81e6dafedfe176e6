import { type Route, route } from '@kstudio/chassis';
import { z } from 'zod';
import { contentKinds } from './contents.store.ts';
import type { ContentDeps } from './deps.ts';
import { showContent } from './show-content.ts';

const Instant = z.iso.datetime();

const ContentLine = z
  .object({
    contentId: z.uuid(),
    kind: z.enum(contentKinds),
    title: z.string(),
    summary: z.string(),
    updatedAt: Instant,
    version: z.int(),
  })
  .meta({ id: 'ContentLine' });

const ContentPage = z
  .object({
    contentId: z.uuid(),
    kind: z.enum(contentKinds),
    title: z.string(),
    summary: z.string(),
    html: z.string().meta({ description: 'Sanitised HTML of the body, without the title' }),
    updatedAt: Instant,
    versions: z.array(z.object({ number: z.int(), at: Instant, reason: z.enum(['opened']) })),
  })
  .meta({ id: 'ContentPage' });

/** Content's HTTP table, below /api/content. */
export function routes(deps: ContentDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/contents',
      who: 'user',
      clause: '2.contents',
      summary: "The contents of the caller's space",
      out: { status: 200, body: z.array(ContentLine) },
      handler: async ({ clientId }) => {
        const list = await deps.contents.listOf(clientId);
        return list.map(({ contentId, kind, title, summary, updatedAt, lastVersion }) => ({
          contentId,
          kind,
          title,
          summary,
          updatedAt: updatedAt.toISOString(),
          version: lastVersion,
        }));
      },
    }),
    route({
      method: 'get',
      path: '/contents/:contentId',
      who: 'user',
      clause: '2.contents',
      summary: 'One content, rendered, with its versions',
      in: { params: z.strictObject({ contentId: z.uuid() }) },
      out: { status: 200, body: ContentPage },
      handler: ({ caller, clientId, params }) => showContent(deps, caller, clientId, params.contentId),
    }),
  ];
}
