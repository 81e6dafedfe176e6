import type { Build } from '@kstudio/chassis';
import { answers } from './answers.ts';
import type { Config } from './config.ts';
import { consumers } from './consumers.ts';
import { createContentsStore } from './contents.store.ts';
import type { ContentDeps } from './deps.ts';
import { createFollowers } from './follow-content.ts';
import { holdings } from './holdings.ts';
import { createImagesStore } from './images.store.ts';
import { jobs } from './jobs.ts';
import { createDraftAccesses } from './leaving/draft-accesses.store.ts';
import { createPublications } from './publishing/publications.store.ts';
import { routes } from './routes.ts';
import { sitesPort } from './sites/port.ts';
import { serveSites } from './sites/serve.ts';
import { createSpacesStore } from './spaces.store.ts';

/** Content: what users write, as a log of updates with versions; and the origin that will serve what they publish. */
export const build: Build<'content', Config> = ({ audit, clock, config, db, transaction }) => {
  const contents = createContentsStore(db);
  const deps: ContentDeps = {
    ...{ audit, clock, transaction, contents },
    spaces: createSpacesStore(db),
    images: createImagesStore(db),
    publications: createPublications(db),
    draftAccesses: createDraftAccesses(db),
    sitesOrigin: config.SITES_ORIGIN,
    followers: createFollowers(contents),
  };
  const sites = sitesPort(config);
  return {
    routes: routes(deps),
    consumers: consumers(deps),
    answers: answers(deps),
    jobs: jobs(deps),
    holdings,
    extend: (app) => {
      serveSites(app, deps, config.APP_ORIGIN);
      sites.serve(app);
    },
    start: () => sites.open(),
    stop: async () => {
      await sites.close();
      await deps.followers.stop();
    },
  };
};
