import type { JobHandlers } from '@kstudio/chassis';
import { FORGET_RESETS, forgetResets, PREPARE_RESET, prepareReset } from './ask-for-reset.ts';
import { FORGET_JOB } from './change-email.ts';
import { FORGET_STAFF } from './declare-staff.ts';
import type { IdentityDeps } from './deps.ts';
import { RENEW_JOB, renewTokenKeys } from './renew-token-keys.ts';
import { FORGET_SESSIONS, forgetSessions } from './sessions.ts';
import { FORGET_TRACES, forgetTraces } from './trace-sign-in.ts';

/** What falls due by the clock: a line per job. */
export const jobs = (deps: IdentityDeps): JobHandlers => ({
  [RENEW_JOB]: (tx) => renewTokenKeys(deps, tx),
  [FORGET_JOB]: (tx) => deps.emailChanges.forgetOver(tx),
  [PREPARE_RESET]: (tx, job) => prepareReset(deps, tx, job),
  [FORGET_RESETS]: (tx) => forgetResets(deps, tx),
  [FORGET_STAFF]: (tx, { key }) => deps.staff.forget(tx, key),
  [FORGET_SESSIONS]: (tx) => forgetSessions(deps, tx),
  [FORGET_TRACES]: (_tx, { data }) => forgetTraces(deps, String(data!.day)),
});
