import type { Answers } from '@kstudio/contracts';

/** Nobody asks content anything. */
export const answers: Answers<'content'> = {};
