import type { Route } from '@kstudio/chassis';
import { controlRoutes } from './control-routes.ts';
import type { ContentDeps } from './deps.ts';
import { leavingRoutes } from './leaving/leaving-routes.ts';
import { publishingRoutes } from './publishing/publishing-routes.ts';
import { readingRoutes } from './reading-routes.ts';
import { versionRoutes } from './version-routes.ts';
import { writingRoutes } from './writing-routes.ts';

/** Content's HTTP table, below /api/content. */
export const routes = (deps: ContentDeps): Route[] => [
  ...readingRoutes(deps),
  ...writingRoutes(deps),
  ...versionRoutes(deps),
  ...controlRoutes(deps),
  ...publishingRoutes(deps),
  ...leavingRoutes(deps),
];
