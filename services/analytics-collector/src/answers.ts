import type { ServiceAnswers } from '@kstudio/chassis';
import type { CollectorDeps } from './deps.ts';
import { watch } from './watch.ts';

/** What the collector answers to the other services' questions. */
export const answers = (deps: CollectorDeps): ServiceAnswers<'analytics-collector'> => ({
  'analytics-collector.watch.v1': () => watch(deps),
});
