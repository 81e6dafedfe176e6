import type { JobHandlers } from '@kstudio/chassis';

/** The collector has nothing that is due at a date yet. */
export const jobs: JobHandlers = {};
