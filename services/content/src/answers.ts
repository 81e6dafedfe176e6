import type { ServiceAnswers } from '@kstudio/chassis';
import type { ContentDeps } from './deps.ts';
import { watch } from './watch.ts';

/** What content answers to the other services' questions. */
export const answers = (deps: ContentDeps): ServiceAnswers<'content'> => ({
  'content.watch.v1': () => watch(deps),
});
