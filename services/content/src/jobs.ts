import type { JobHandlers } from '@kstudio/chassis';

/** Content has nothing that is due at a date yet. */
export const jobs: JobHandlers = {};
