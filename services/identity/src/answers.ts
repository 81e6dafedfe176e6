import type { Answers } from '@kstudio/contracts';
import type { IdentityDeps } from './deps.ts';
import { announced } from './renew-token-keys.ts';

/** What identity answers to the other services' questions: a line per question. */
export function answers({ tokenKeys }: IdentityDeps): Answers<'identity'> {
  return {
    'identity.signing-keys.v1': async () => ({ keys: (await tokenKeys.all()).map(announced) }),
  };
}
