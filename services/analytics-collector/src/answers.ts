import type { Answers } from '@kstudio/contracts';

/** Nobody asks the collector anything. */
export const answers: Answers<'analytics-collector'> = {};
