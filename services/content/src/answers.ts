import type { Answers } from '@kstudio/contracts';
import type { ContentDeps } from './deps.ts';
import { watch } from './watch.ts';

/** What content answers to the other services' questions. */
export const answers = (deps: ContentDeps): Answers<'content'> => ({
  'content.watch.v1': () => watch(deps),
});
