import type { JobHandlers } from '@kstudio/chassis';
import { archiveClient } from './archive-client.ts';
import type { AccountDeps } from './deps.ts';
import { ARCHIVE_JOB } from './end-subscription.ts';

/** What falls due by the clock: a line per job. */
export const jobs = (deps: AccountDeps): JobHandlers => ({
  [ARCHIVE_JOB]: (tx, job) => archiveClient(deps, tx, job.key),
});
