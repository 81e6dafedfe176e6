import type { JobHandlers } from '@kstudio/chassis';
import { archiveClient } from './archive-client.ts';
import { FORGET_ADDRESS } from './change-address.ts';
import type { AccountDeps } from './deps.ts';
import { ARCHIVE_JOB } from './end-subscription.ts';
import { FORGET_REQUEST } from './rectify-details.ts';
import { OPEN_DOOR, openDoor } from './resume-subscription.ts';
import { FORGET_UNKNOWN } from './take-request.ts';

/** What falls due by the clock: a line per job. */
export const jobs = (deps: AccountDeps): JobHandlers => ({
  [FORGET_REQUEST]: (tx, job) => deps.requests.forget(tx, job.key),
  [FORGET_UNKNOWN]: (tx, job) => deps.requests.forgetUnknown(tx, job.key),
  [FORGET_ADDRESS]: (tx) => deps.addressChanges.forgetOver(tx),
  [OPEN_DOOR]: async (tx, { data }) => openDoor(tx, data?.['clientId']),
  [ARCHIVE_JOB]: (tx, job) => archiveClient(deps, tx, job.key),
});
