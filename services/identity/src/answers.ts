import type { Answers } from '@kstudio/contracts';
import type { IdentityDeps } from './deps.ts';
import { sayResetRecipient } from './look-at-reset.ts';
import { announced } from './renew-token-keys.ts';

/** What identity answers to the other services' questions: a line per question. */
export function answers(deps: IdentityDeps): Answers<'identity'> {
  return {
    'identity.signing-keys.v1': async () => ({ keys: (await deps.tokenKeys.all()).map(announced) }),
    'identity.reset-recipient.v1': ({ resetId }) => sayResetRecipient(deps, resetId),
  };
}
