import type { Answers } from '@kstudio/contracts';

/** Nobody asks retention anything: it asks. */
export const answers: Answers<'retention'> = {};
