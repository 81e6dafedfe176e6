import type { ServiceAnswers } from '@kstudio/chassis';
import type { NotifierDeps } from './deps.ts';
import { watch } from './watch.ts';

/** What notifier answers to the other services' questions. */
export const answers = (deps: NotifierDeps): ServiceAnswers<'notifier'> => ({
  'notifier.watch.v1': () => watch(deps),
});
