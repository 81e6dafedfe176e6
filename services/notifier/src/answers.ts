import type { Answers } from '@kstudio/contracts';

/** Nobody asks notifier anything: it tells what was accepted. */
export const answers: Answers<'notifier'> = {};
