import type { Answers } from '@kstudio/contracts';
import type { NotifierDeps } from './deps.ts';
import { watch } from './watch.ts';

/** What notifier answers to the other services' questions. */
export const answers = (deps: NotifierDeps): Answers<'notifier'> => ({
  'notifier.watch.v1': () => watch(deps),
});
