import { type Route, route } from '@kstudio/chassis';
import { z } from 'zod';
import type { ContentDeps } from '../deps.ts';
import { ofContent } from '../reading-routes.ts';
import { personOf, rights } from '../rights.ts';
import { nameSite } from './name-site.ts';
import { ADDRESS_NAME } from './page-name.ts';
import { publish, shown, showPublication, siteAddress, withdraw } from './publish.ts';

const limit = { points: 120, seconds: 60 };
const SiteSaid = z.strictObject({
  name: z.string().regex(ADDRESS_NAME),
  title: z.string().trim().min(1).max(100),
});
const SiteShown = z.object({ name: z.string(), title: z.string(), address: z.url() }).meta({ id: 'Site' });
const Published = z
  .object({ address: z.url(), version: z.int(), publishedAt: z.iso.datetime() })
  .meta({ id: 'Published' });

/** The doors by which a space's site is named, and contents are published on it. */
export const publishingRoutes = (deps: ContentDeps): Route[] => [
  route({
    method: 'get',
    path: '/site',
    who: 'user',
    clause: '2.contents',
    summary: 'The site on which the caller’s space publishes; null until an administrator has named it',
    out: { status: 200, body: z.object({ site: SiteShown.nullable() }) },
    handler: async ({ caller }) => {
      const site = await deps.spaces.siteOf(personOf(caller).clientId);
      return { site: site && { ...site, address: siteAddress(deps, site.name) } };
    },
  }),
  route({
    method: 'put',
    path: '/site',
    who: 'administrator',
    clause: '2.contents',
    summary: 'Names the space’s site in addresses, and gives it a title; another name moves it',
    in: { body: SiteSaid },
    out: { status: 200, body: SiteShown },
    limit,
    handler: async ({ caller, body }) => {
      const site = await nameSite(deps, caller, body);
      return { ...site, address: siteAddress(deps, site.name) };
    },
  }),
  route({
    method: 'get',
    path: '/contents/:contentId/publication',
    who: 'user',
    clause: '2.contents',
    summary: 'Where a content can be read by everybody, if it can',
    in: { params: ofContent },
    out: {
      status: 200,
      body: z.object({
        right: z.enum(rights),
        site: SiteShown.nullable(),
        published: Published.nullable(),
      }),
    },
    handler: ({ caller, params }) => showPublication(deps, caller, params.contentId),
  }),
  route({
    method: 'put',
    path: '/contents/:contentId/publication',
    who: 'user',
    clause: '3.ownership',
    summary: 'Publishes what the content says now; its owner alone',
    in: { params: ofContent },
    out: { status: 200, body: Published },
    limit,
    handler: async ({ caller, params }) => {
      const publication = await publish(deps, caller, params.contentId);
      const site = await deps.spaces.siteOf(publication.clientId);
      return shown(deps, site!.name, publication);
    },
  }),
  route({
    method: 'delete',
    path: '/contents/:contentId/publication',
    who: 'user',
    clause: '3.ownership',
    summary: 'Takes the content off the site, at once; its owner alone',
    in: { params: ofContent },
    out: { status: 204, body: null },
    limit,
    handler: ({ caller, params }) => withdraw(deps, caller, params.contentId),
  }),
];
