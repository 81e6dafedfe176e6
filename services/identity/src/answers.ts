import type { Answers } from '@kstudio/contracts';
import type { IdentityDeps } from './deps.ts';
import { announced } from './renew-token-keys.ts';
import { tellTraces } from './trace-sign-in.ts';

/** What identity answers to the other services' questions: a line per question. */
export function answers(deps: IdentityDeps): Answers<'identity'> {
  return {
    'identity.signing-keys.v1': async () => ({ keys: (await deps.tokenKeys.all()).map(announced) }),
    'identity.traces.v1': (input) => tellTraces(deps, input),
  };
}
