import type { JobHandlers, JobRow, LongJob } from '@kstudio/chassis';
import { FORGET_CONSENT } from './accept.ts';
import type { CollectorDeps } from './deps.ts';
import { endHandOver } from './end-hand-over.ts';
import { PURGE_DAY } from './open-day.ts';
import { PREPARE } from './prepare-again.ts';
import { END_HAND_OVER, prepareHandOver } from './prepare-hand-over.ts';
import { purgeDay } from './purge-day.ts';
import { ERASE_VISITOR, eraseVisitor } from './withdraw.ts';

/** What falls due by the clock: a line per job. Each can be begun again after a crash. */
export const jobs = (deps: CollectorDeps): JobHandlers => ({
  [PURGE_DAY]: { work: ({ data }) => purgeDay(deps, String(data!.day)) },
  [ERASE_VISITOR]: done(({ data }) => eraseVisitor(deps, String(data!.consentId))),
  [FORGET_CONSENT]: (tx, { data }) => deps.consents.forget(tx, String(data!.consentId)),
  [PREPARE]: {
    work: ({ data }) => prepareHandOver(deps, String(data!.handOverId), Number(data!.edition)),
  },
  [END_HAND_OVER]: done(({ data }) => endHandOver(deps, String(data!.handOverId))),
});

/** Work that leaves nothing to be written with the job's end. */
const done = (work: (job: JobRow) => Promise<void>): LongJob => ({
  work: async (job) => {
    await work(job);
    return () => {};
  },
});
