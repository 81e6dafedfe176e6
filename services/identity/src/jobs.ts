import type { JobHandlers } from '@kstudio/chassis';
import type { IdentityDeps } from './deps.ts';
import { RENEW_JOB, renewTokenKeys } from './renew-token-keys.ts';
import { FORGET_TRACES, forgetTraces } from './trace-sign-in.ts';

/** What falls due by the clock: a line per job. */
export const jobs = (deps: IdentityDeps): JobHandlers => ({
  [RENEW_JOB]: (tx) => renewTokenKeys(deps, tx),
  [FORGET_TRACES]: (_tx, { data }) => forgetTraces(deps, String(data!.day)),
});
