import type { ServiceAnswers } from '@kstudio/chassis';
import { activeAdministrators } from './active-administrators.ts';
import type { IdentityDeps } from './deps.ts';
import { sayResetRecipient } from './look-at-reset.ts';
import { reachPerson } from './reach-person.ts';
import { announced } from './renew-token-keys.ts';
import { tellTraces } from './trace-sign-in.ts';
import { watch } from './watch.ts';

/** What identity answers to the other services' questions: a line per question. */
export function answers(deps: IdentityDeps): ServiceAnswers<'identity'> {
  return {
    'identity.administrators.v1': async ({ clientId }) => ({
      personIds: await activeAdministrators(deps, clientId),
    }),
    'identity.recipient.v1': (asked) => reachPerson(deps, asked),
    'identity.signing-keys.v1': async () => ({ keys: (await deps.tokenKeys.all()).map(announced) }),
    'identity.reset-recipient.v1': ({ resetId }) => sayResetRecipient(deps, resetId),
    'identity.traces.v1': (input) => tellTraces(deps, input),
    'identity.watch.v1': () => watch(deps),
  };
}
