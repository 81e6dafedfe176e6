import type { JobHandlers } from '@kstudio/chassis';
import type { ContentDeps } from './deps.ts';
import { sweepImages } from './images.ts';

/** What content does at a date. */
export const jobs = (deps: ContentDeps): JobHandlers => ({
  'sweep-images': { work: (job) => sweepImages(deps, job) },
});
